using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A product and the expiries a position needs, as last published or as they stood at an instant.</summary>
internal sealed class PositionMarket(ProductSpec product, LiveUpdate table, IReadOnlyDictionary<Expiry, ExpiryMarket> expiries)
{
    /// <summary>Reads the market, or says why it cannot be had.</summary>
    public static async Task<(PositionMarket? Market, IResult? Problem)> ReadAsync(
        TableFinder tables, ProductSpec product, IReadOnlyList<Expiry> wanted, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var expiries = new Dictionary<Expiry, ExpiryMarket>();
        foreach (Expiry expiry in wanted)
        {
            FoundTable chain = await tables.FindAsync(TableKind.Chain, product, expiry, asOf, cancellationToken);
            FoundTable smile = chain.Problem is null ? await tables.FindAsync(TableKind.Smile, product, expiry, asOf, cancellationToken) : chain;
            if (smile.Problem is { } missing)
            {
                return (null, missing);
            }

            expiries.Add(expiry, new ExpiryMarket(chain, smile));
        }

        FoundTable table = await tables.FindAsync(TableKind.Product, product, null, asOf, cancellationToken);
        return table.Problem is { } problem ? (null, problem) : (new PositionMarket(product, table.Table, expiries), null);
    }

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
