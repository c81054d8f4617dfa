using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>Which chains are live. One per cluster, key 0.</summary>
[Alias("ta.IDirectoryGrain")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Adds routes seen for the first time.</summary>
    [Alias("Add")]
    Task Add(TickRoute[] routes);

    /// <summary>Forgets a chain that has retired.</summary>
    [Alias("Remove")]
    Task Remove(TickRoute route);

    /// <summary>All live routes: products first, then chains by product and expiry.</summary>
    [Alias("Routes")]
    Task<TickRoute[]> Routes();
}
