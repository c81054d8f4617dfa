using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>Submits the market's steps at their pace, each tick stamped with the moment it is submitted, and notes for each watched chain what is under way.</summary>
internal sealed class PacedMarket(MarketGenerator market, ITickSink sink, TimeProvider time, LatencyRoom[] rooms)
{
    private readonly Tick[] _buffer = new Tick[market.MaxTicksPerStep];

    public int Refused { get; private set; }

    public async Task RunAsync(TimeSpan duration)
    {
        long startedAt = time.GetTimestamp();
        TimeSpan due = TimeSpan.Zero;
        while (due < duration)
        {
            TimeSpan wait = due - time.GetElapsedTime(startedAt);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time);
            }

            due += market.StepLength;
            int count = market.Next(_buffer);
            long now = Tick.MicrosecondsOf(time.GetUtcNow());
            for (int i = 0; i < count; i++)
            {
                _buffer[i] = _buffer[i] with { UnixMicroseconds = now };
            }

            foreach (LatencyRoom room in rooms)
            {
                int own = CountOf(room.Route, count);
                if (own > 0)
                {
                    room.Sent(now, own);
                }
            }

            SubmitResult result = await sink.SubmitAsync(_buffer.AsMemory(0, count), "bench", CancellationToken.None);
            Refused += result.Refused;
        }
    }

    private int CountOf(TickRoute route, int count)
    {
        int own = 0;
        foreach (ref readonly Tick tick in _buffer.AsSpan(0, count))
        {
            own += tick.Route == route ? 1 : 0;
        }

        return own;
    }
}
