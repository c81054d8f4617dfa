using System.Globalization;
using StackExchange.Redis;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>
/// The journal in Redis as every silo reads it: a stream of frames per route, so that a chain reads its own and its product's frames and nothing else. Calls wait for Redis.
/// </summary>
internal sealed class RedisJournalReader(IConnectionMultiplexer redis, RedisJournalKeys keys) : IJournalReader
{
    private IDatabase Database => redis.GetDatabase();

    public long LastSequence => RedisFaults.Guard(() => (long?)Database.HashGet(keys.Head, "sequence") ?? 0);

    /// <summary>The newest sequence of each route that has frames.</summary>
    public Dictionary<TickRoute, long> Newest() =>
        RedisFaults.Guard(() => Database.HashGetAll(keys.Routes)).ToDictionary(entry => TickRoute.Parse((string)entry.Name!), entry => (long)entry.Value);

    /// <inheritdoc/>
    public IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null)
    {
        // Up to what is there now: of what is appended meanwhile one route might show a frame and another not yet.
        long last = LastSequence;
        if (afterSequence > last)
        {
            throw new InvalidOperationException(
                $"Frames after {afterSequence} are asked for, but the journal in Redis ends at {last}: it is another journal, or has lost its end. Give a new Cluster:ServiceId, which begins with new states and a new journal.");
        }

        List<RouteFrames> open = [.. Newest().Where(route => route.Value > afterSequence && (routes is null || routes(route.Key))).Select(route => new RouteFrames(Database, keys, route.Key, afterSequence, last))];
        var next = new PriorityQueue<RouteFrames, long>();
        foreach (RouteFrames frames in open)
        {
            Enqueue(frames);
        }

        while (next.TryDequeue(out RouteFrames? frames, out _))
        {
            yield return frames.Current;
            Enqueue(frames);
        }

        void Enqueue(RouteFrames frames)
        {
            if (frames.MoveNext())
            {
                next.Enqueue(frames, frames.Current.Sequence);
            }
        }
    }

    /// <inheritdoc/>
    public long LastSequenceBefore(long receivedUnixMicroseconds)
    {
        RedisValue[] mark = RedisFaults.Guard(() => Database.SortedSetRangeByScore(keys.Marks, double.NegativeInfinity, receivedUnixMicroseconds, Exclude.Stop, Order.Descending, 0, 1));
        if (mark.Length == 0)
        {
            return 0;
        }

        long last = JournalMark.Parse(mark[0]).First;
        foreach (TickFrame frame in Read(last - 1))
        {
            if (frame.ReceivedUnixMicroseconds >= receivedUnixMicroseconds)
            {
                break;
            }

            last = frame.Sequence;
        }

        return last;
    }

    /// <summary>A route's last frames, newest first.</summary>
    public TickFrame[] Latest(TickRoute route, int count) =>
        [.. RedisFaults.Guard(() => Database.StreamRange(keys.FramesOf(route), count: count, messageOrder: Order.Descending)).Select(entry => RouteFrames.Decode(route, entry))];

    internal static long SequenceOf(RedisValue id)
    {
        ReadOnlySpan<char> text = id.ToString();
        return long.Parse(text[..text.IndexOf('-')], CultureInfo.InvariantCulture);
    }
}
