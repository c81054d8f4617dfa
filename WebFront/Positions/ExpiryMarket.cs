using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>An expiry as last published, or as it stood at an instant: what the legs of a position are valued in.</summary>
internal sealed class ExpiryMarket
{
    private static readonly LiveSchema SmileSchema = SmileTable.Schema;
    private readonly LiveUpdate _chain;

    public ExpiryMarket(FoundTable chain, FoundTable smile)
    {
        Expiry = chain.Id.Route.Expiry;
        _chain = chain.Table;
        Slice = SliceOf(smile.Table);
        Sources = [PositionSource.Of(chain.Id, chain.Table), PositionSource.Of(smile.Id, smile.Table)];
    }

    public IReadOnlyList<PositionSource> Sources { get; }

    public Expiry Expiry { get; }

    public double? Spot => Header(ChainColumn.Spot);

    public double? Forward => Header(ChainColumn.Forward);

    public double? DiscountFactor => Header(ChainColumn.DiscountFactor);

    public double? TimeToExpiry => Header(ChainColumn.TimeToExpiry);

    public double? AtmIv => Header(ChainColumn.AtmIv);

    public int? LotSize => (int?)Header(ChainColumn.LotSize);

    public DateTimeOffset? AsOf => LiveTables.Instant(_chain, RowKey.Header, ChainColumn.AsOf);

    /// <summary>The fitted smile, where it is free of butterfly arbitrage.</summary>
    public SviParameters? Slice { get; }

    /// <summary>Whether the chain has an option there.</summary>
    public bool Has(double strike, OptionRight right) => Array.IndexOf(_chain.Keys, RowKey.Leg(strike, right).Value) >= 0;

    /// <summary>One volatility for both options of a strike, so that they keep parity: of the one out of the money, else of the other, else the smile's.</summary>
    public (double Volatility, PositionIvSource Source)? VolatilityAt(double strike)
    {
        OptionRight outside = strike >= Forward ? OptionRight.Call : OptionRight.Put;
        OptionRight inside = outside == OptionRight.Call ? OptionRight.Put : OptionRight.Call;
        if ((Leg(strike, outside, LegColumn.Iv) ?? Leg(strike, inside, LegColumn.Iv)) is { } volatility)
        {
            return (volatility, PositionIvSource.Strike);
        }

        return Slice is { } slice && TimeToExpiry is > 0 and { } time
            ? (slice.Volatility(Math.Log(strike / Forward!.Value), time), PositionIvSource.Smile)
            : null;
    }

    /// <summary>Between bid and ask, else the last trade.</summary>
    public (double Price, PositionPriceSource Source)? PriceOf(double strike, OptionRight right)
    {
        if (Leg(strike, right, LegColumn.Bid) is { } bid && Leg(strike, right, LegColumn.Ask) is { } ask && ask >= bid)
        {
            return (0.5 * (bid + ask), PositionPriceSource.Mid);
        }

        return Leg(strike, right, LegColumn.Last) is { } last ? (last, PositionPriceSource.Last) : null;
    }

    private static SviParameters? SliceOf(LiveUpdate smile)
    {
        double? Cell(string column) => LiveTables.Cell(smile, RowKey.Header, SmileSchema.HeaderColumn(column));
        return Cell("status") == (int)SmileStatus.Ok && Cell("butterflyFree") == 1
            && Cell("a") is { } a && Cell("b") is { } b && Cell("rho") is { } rho && Cell("m") is { } m && Cell("sigma") is { } sigma
            ? new SviParameters(a, b, rho, m, sigma)
            : null;
    }

    private double? Header(int column) => LiveTables.Cell(_chain, RowKey.Header, column);

    private double? Leg(double strike, OptionRight right, int column) => LiveTables.Cell(_chain, RowKey.Leg(strike, right), column);
}
