using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>Which frames a book reads: a product those of all its routes, a chain its own and the product's.</summary>
internal static class FrameFilter
{
    public static Func<TickRoute, bool> For(TickRoute route)
    {
        if (!route.IsChain)
        {
            return other => other.Product == route.Product;
        }

        var underlying = new TickRoute(route.Product, Expiry.None);
        return other => other == route || other == underlying;
    }
}
