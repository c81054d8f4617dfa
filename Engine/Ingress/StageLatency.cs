namespace TradingAnalytics.Engine.Ingress;

/// <summary>How long a stage took over the last ten seconds; <c>default</c> is "nothing went through it". Percentiles are in the metric <c>trading_analytics.ingress.stage.duration</c>.</summary>
public readonly record struct StageLatency(double MeanSeconds, double MaxSeconds, long Count);
