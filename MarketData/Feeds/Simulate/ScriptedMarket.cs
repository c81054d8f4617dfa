namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>What a scenario imposes on the market at one moment.</summary>
/// <param name="DriftPerSecond">Of the logarithm of the spot.</param>
/// <param name="Stress">From 0 (the spot's volatility goes its own way) to 1 (it is at its peak).</param>
/// <param name="RateFactor">Times the asked tick rate.</param>
/// <param name="PeakVolatility">Spot volatility at full stress, per year.</param>
internal readonly record struct ScriptedMarket(double DriftPerSecond, double Stress, double RateFactor, double PeakVolatility)
{
    public static ScriptedMarket Ordinary => new(0, 0, 1, 0);
}
