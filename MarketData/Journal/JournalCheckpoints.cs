using System.Collections.Concurrent;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>How far each route's stored state reaches: what of the journal nobody needs any more to recover. Kept in this process.</summary>
public sealed class JournalCheckpoints : IJournalCheckpoints
{
    private readonly ConcurrentDictionary<TickRoute, long> _through = new();

    /// <inheritdoc/>
    public void Stored(TickRoute route, long through) => _through[route] = through;

    /// <summary>The first sequence one of the routes still needs; 0 while one of them has not said how far it is, so that nothing is dropped in doubt.</summary>
    public long SafeSequence(IReadOnlyCollection<TickRoute> routes)
    {
        long safe = long.MaxValue;
        foreach (TickRoute route in routes)
        {
            safe = Math.Min(safe, _through.TryGetValue(route, out long through) ? through + 1 : 0);
        }

        return routes.Count == 0 ? 0 : safe;
    }
}
