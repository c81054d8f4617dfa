using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Cluster;

/// <summary>A journal that outlives the silos of a test.</summary>
internal sealed class MemoryJournal : ITickJournal
{
    private readonly Lock _gate = new();
    private readonly List<TickFrame> _frames = [];
    private readonly Dictionary<TickRoute, long> _newest = [];

    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    /// <summary>Journals ticks of one route and answers with the frame that is to be delivered.</summary>
    public TickFrame Append(params ReadOnlySpan<Tick> ticks)
    {
        lock (_gate)
        {
            TickRoute route = ticks[0].Route;
            long sequence = _frames.Count + 1;
            var frame = new TickFrame(sequence, _newest.GetValueOrDefault(route), route, sequence * 1_000, TickFrame.Encode(ticks));
            _frames.Add(frame);
            _newest[route] = sequence;
            return frame;
        }
    }

    public ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tests journal with Append.");

    public IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null)
    {
        TickFrame[] frames;
        lock (_gate)
        {
            frames = [.. _frames.Skip((int)afterSequence)];
        }

        return frames.Where(frame => routes is null || routes(frame.Route));
    }
}
