using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.Live;

/// <summary>How often one client gets a delta of a room at present: slower for all in a crowd.</summary>
internal sealed class PushPace(ConnectionRegistry connections, IOptions<PushOptions> options, TimeProvider time)
{
    public TimeSpan Interval => connections.Count > options.Value.CrowdConnections ? options.Value.CrowdInterval : options.Value.Interval;

    /// <summary>
    /// When a client is due again. Intervals are counted from when it was due, not from when it was sent: a room that publishes every 100 ms with a little jitter is passed on every 100 ms, not every
    /// other time. Two messages are never closer than half an interval.
    /// </summary>
    public long NextDue(long dueAt, long now)
    {
        double interval = Interval.TotalSeconds * time.TimestampFrequency;
        return Math.Max(dueAt + (long)interval, now + (long)(interval / 2));
    }
}
