using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A product and the expiries a position needs, as last published.</summary>
internal sealed class PositionMarket(ProductSpec product, LiveUpdate table, IReadOnlyDictionary<Expiry, ExpiryMarket> expiries)
{
    public ProductSpec Product => product;

    public double? Spot => LiveTables.Cell(table, RowKey.Header, ProductColumn.Spot);

    /// <summary>Market time of the newest of them.</summary>
    public DateTimeOffset? AsOf => expiries.Values.Max(market => market.AsOf) ?? LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf);

    public IReadOnlyList<PositionSource> Sources =>
        [PositionSource.Of(new TickRoute(product.Id, Expiry.None), table), .. expiries.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Sources)];

    public ExpiryMarket this[Expiry expiry] => expiries[expiry];

    /// <summary>A future's last price; null while it does not tick.</summary>
    public double? FutureOf(Expiry expiry) => LiveTables.Cell(table, RowKey.ForExpiry(expiry), ExpiryColumn.Future);

    /// <summary>Units of a contract; of the underlying, for which there is none, those of the nearest expiry in the position.</summary>
    public int LotSizeOf(Expiry expiry)
    {
        if (!expiry.IsNone)
        {
            return expiries[expiry].LotSize ?? product.LotSizeOf(expiry);
        }

        return expiries.Count > 0 ? LotSizeOf(expiries.Keys.Min()) : 1;
    }
}
