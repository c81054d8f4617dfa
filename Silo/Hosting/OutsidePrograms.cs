using System.Diagnostics.Metrics;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>
/// Knows whether another program has joined this process's gateway, by Orleans' own count of them, from the moment it joins: before it can ask for a stream, the streams are fed. Should Orleans count no more,
/// they always are.
/// </summary>
internal sealed class OutsidePrograms(LiveTap tap) : IHostedService, IDisposable
{
    private const string Joined = "orleans-gateway-connected-clients";
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private int _count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Joined)
            {
                listener.EnableMeasurementEvents(instrument);
                Count(0);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, change, _, _) => Count(change));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Count(int change)
    {
        lock (_gate)
        {
            _count += change;
            tap.IsReadOutside = _count > 0;
        }
    }
}
