using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>Tables as they stood at past instants.</summary>
public interface IPastTables
{
    /// <summary>A table of a product, or of one of its chains.</summary>
    /// <param name="kind">Which table.</param>
    /// <param name="product">Whose.</param>
    /// <param name="expiry">Of which chain; null for the product's own table, or, of a kind that only chains have, for the nearest chain that was live.</param>
    /// <param name="atUnixMicroseconds">The instant, by market time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PastAnswer> TableAsync(TableKind kind, ProductId product, Expiry? expiry, long atUnixMicroseconds, CancellationToken cancellationToken);
}
