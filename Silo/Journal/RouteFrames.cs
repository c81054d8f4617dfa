using StackExchange.Redis;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>One route's frames in order, a page at a time.</summary>
internal sealed class RouteFrames(IDatabase database, RedisJournalKeys keys, TickRoute route, long afterSequence, long lastSequence)
{
    private const int PerPage = 64;
    private StreamEntry[] _page = [];
    private long _after = afterSequence;
    private int _next;

    public TickFrame Current { get; private set; }

    public bool MoveNext()
    {
        if (_next == _page.Length)
        {
            if (_next is > 0 and < PerPage || _after >= lastSequence)
            {
                return false;
            }

            _page = RedisFaults.Guard(() => database.StreamRange(keys.FramesOf(route), _after + 1, lastSequence, PerPage));
            _next = 0;
            if (_page.Length == 0)
            {
                return false;
            }
        }

        Current = Decode(route, _page[_next++]);
        _after = Current.Sequence;
        return true;
    }

    public static TickFrame Decode(TickRoute route, StreamEntry entry) =>
        new(RedisJournalReader.SequenceOf(entry.Id), (long)entry["p"], route, (long)entry["r"], (ReadOnlyMemory<byte>)entry["t"]);
}
