using System.Diagnostics.Metrics;

namespace TradingAnalytics.Silo.Market;

/// <summary>The meters of one term: they end with it, so that what it measured is not measured on, nor kept.</summary>
internal sealed class TermMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        lock (_meters)
        {
            _meters.Add(meter);
        }

        return meter;
    }

    public void Dispose()
    {
        lock (_meters)
        {
            _meters.ForEach(meter => meter.Dispose());
        }
    }
}
