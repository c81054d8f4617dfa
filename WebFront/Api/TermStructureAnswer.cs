using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A product's term structure of volatility, nearest expiry first.</summary>
/// <param name="Product">Its id.</param>
/// <param name="Epoch">Of the surface it is read from.</param>
/// <param name="Sequence">Version of that surface.</param>
/// <param name="AsOf">Market time of the newest slice; null while there is none.</param>
/// <param name="Spot">The underlying.</param>
/// <param name="Expiries">A term for each.</param>
internal sealed record TermStructureAnswer(string Product, long Epoch, long Sequence, DateTimeOffset? AsOf, double? Spot, IReadOnlyList<TermAnswer> Expiries)
{
    private static readonly LiveSchema Surface = SurfaceTable.Schema;

    public static TermStructureAnswer Of(ProductId product, LiveUpdate surface) => new(
        product.ToString(),
        surface.Epoch,
        surface.Sequence,
        LiveTables.Instant(surface, RowKey.Header, Surface.HeaderColumn("asOf")),
        LiveTables.Cell(surface, RowKey.Header, Surface.HeaderColumn("spot")),
        [.. surface.Keys.Select(key => new RowKey(key)).Where(row => !row.IsHeader).Select(row => TermOf(surface, row))]);

    private static TermAnswer TermOf(LiveUpdate surface, RowKey row)
    {
        double? Cell(string column) => LiveTables.Cell(surface, row, Surface.RowColumn(column));
        int status = Surface.RowColumn("status");
        double? atmIv = Cell("atmIv");
        double? time = Cell("timeToExpiry");
        return new TermAnswer(
            row.Expiry.ToString(),
            LiveTables.Cell(surface, row, status) is { } name ? Surface.Rows[status].Names![(int)name] : null,
            time,
            Cell("forward"),
            atmIv,
            atmIv * atmIv * time,
            Cell("forwardIv"),
            Cell("atmSkew"),
            Cell("riskReversal25"),
            Cell("butterfly25"));
    }
}
