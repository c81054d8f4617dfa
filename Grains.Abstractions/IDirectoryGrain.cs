using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>Which products and chains are live. One per cluster, key 0.</summary>
[Alias("ta.IDirectoryGrain")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Adds routes seen for the first time and, when they are stored, answers with those of them that are live: a retired chain stays retired.</summary>
    [Alias("Add")]
    Task<TickRoute[]> Add(TickRoute[] routes);

    /// <summary>Finds routes that came into the journal and did not reach the directory before a crash, and answers as <see cref="Routes"/>. Called once, when the host starts.</summary>
    [Alias("Recover")]
    Task<TickRoute[]> Recover();

    /// <summary>Forgets a chain that has retired, and remembers that it has.</summary>
    [Alias("Remove")]
    Task Remove(TickRoute route);

    /// <summary>Forgets chains that retired so long before a market time that none of their frames are in the journal (<c>Grains:RememberRetiredFor</c>); how many.</summary>
    [Alias("Prune")]
    Task<int> Prune(long marketUnixMicroseconds);

    /// <summary>Whether a route is live. What is not is unknown or has retired.</summary>
    [Alias("Knows")]
    Task<bool> Knows(TickRoute route);

    /// <summary>All live routes: products first, then chains by product and expiry.</summary>
    [Alias("Routes")]
    Task<TickRoute[]> Routes();
}
