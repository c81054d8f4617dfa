using System.Diagnostics.Metrics;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>The ingress's metrics. Meter <see cref="MeterName"/>; durations in seconds.</summary>
internal sealed class IngressInstruments
{
    public const string MeterName = "TradingAnalytics.Ingress";
    private static readonly KeyValuePair<string, object?>[] s_stages = [.. Enum.GetNames<IngressStage>().Select(name => new KeyValuePair<string, object?>("stage", name.ToLowerInvariant()))];
    private readonly Counter<long> _ticks;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _failedDeliveries;
    private readonly Histogram<double> _duration;

    public IngressInstruments(IMeterFactory? meters, Func<IngressStatistics> read)
    {
        Meter meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _ticks = meter.CreateCounter<long>("trading_analytics.ingress.ticks", "{tick}", "Ticks decided, by outcome: accepted or duplicated.");
        _refused = meter.CreateCounter<long>("trading_analytics.ingress.refused", "{tick}", "Ticks refused, by reason.");
        _commits = meter.CreateCounter<long>("trading_analytics.ingress.commits", "{commit}", "Journal writes, by outcome: durable or failed.");
        _failedDeliveries = meter.CreateCounter<long>("trading_analytics.ingress.deliveries.failed", "{delivery}", "Deliveries to a product that failed and are tried again.");
        _duration = meter.CreateHistogram<double>("trading_analytics.ingress.stage.duration", "s", "Time in a stage: queue, decide, journal, delivery.");
        meter.CreateObservableGauge("trading_analytics.ingress.queue.ticks", () => read().QueuedTicks, "{tick}", "Ticks submitted and not yet decided.");
        meter.CreateObservableGauge("trading_analytics.ingress.undelivered.ticks", () => read().UndeliveredTicks, "{tick}", "Ticks journalled and not yet applied.");
        meter.CreateObservableGauge("trading_analytics.ingress.lagging.products", () => read().LaggingProducts, "{product}", "Products whose ticks wait in the journal.");
        meter.CreateObservableCounter("trading_analytics.ingress.ids.evicted", () => read().IdsEvictedEarly, "{id}", "Tick ids forgotten before their hour.");
    }

    public void Accepted(long ticks) => _ticks.Add(ticks, new KeyValuePair<string, object?>("outcome", "accepted"));

    public void Duplicated(long ticks) => _ticks.Add(ticks, new KeyValuePair<string, object?>("outcome", "duplicated"));

    public void Refused(RefusalReason reason, long ticks) => _refused.Add(ticks, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Committed(bool durable) => _commits.Add(1, new KeyValuePair<string, object?>("outcome", durable ? "durable" : "failed"));

    public void DeliveryFailed() => _failedDeliveries.Add(1);

    public void Took(IngressStage stage, double seconds) => _duration.Record(seconds, s_stages[(int)stage]);
}
