using System.Collections.Concurrent;
using System.Text.Json;
using HdrHistogram;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// Ticks of one chain on their way to a client. A message says how new the state is that it shows (<c>asOf</c>): every tick up to there has arrived with it, the older ones of a
/// cadence too, so each tick's own wait counts and not only the newest's.
/// </summary>
internal sealed class LatencyRoom(TickRoute route)
{
    private readonly ConcurrentQueue<(long UnixMicroseconds, int Count)> _underWay = new();

    public TickRoute Route => route;

    public string Name => $"chain:{route.Product}:{route.Expiry}";

    /// <summary>Latencies in microseconds.</summary>
    public LongHistogram Latencies { get; } = new(1, TimeSpan.FromMinutes(1).Ticks / TimeSpan.TicksPerMicrosecond, 3);

    public bool Measuring { get; set; }

    public int UnderWay => _underWay.Count;

    public void Sent(long unixMicroseconds, int count) => _underWay.Enqueue((unixMicroseconds, count));

    public void Arrived(JsonElement message, long nowUnixMicroseconds)
    {
        if (!message.TryGetProperty("asOf", out JsonElement asOf) || asOf.ValueKind != JsonValueKind.String)
        {
            return;
        }

        long newest = Tick.MicrosecondsOf(asOf.GetDateTimeOffset());
        while (_underWay.TryPeek(out (long UnixMicroseconds, int Count) next) && next.UnixMicroseconds <= newest && _underWay.TryDequeue(out next))
        {
            if (Measuring)
            {
                Latencies.RecordValueWithCount(Math.Max(1, nowUnixMicroseconds - next.UnixMicroseconds), next.Count);
            }
        }
    }
}
