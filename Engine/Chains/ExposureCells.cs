using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The columns of exposures, the same for a chain and a product. NaN throughout where there are none.</summary>
internal static class ExposureCells
{
    private const int Currency = 2;
    private const int MovePlaces = 8;

    /// <summary>What the numbers are, as cells, so that no number goes without its unit and sign.</summary>
    public static CellMap<T> Units<T>() => new CellMap<T>()
        .Constant("sign", "Open interest of calls counts plus, of puts minus: as if those who hedge were long the calls and short the puts the public trades.", "callsPlusPutsMinus")
        .Constant("gammaUnit", "Unit of every gamma: change of the delta exposure, in currency, per 1 % move of the underlying.", "currencyPerPercentMove")
        .Constant("deltaUnit", "Unit of every delta: currency.", "currency")
        .Constant("vannaUnit", "Unit of every vanna: change of the delta exposure per percentage point of volatility.", "currencyPerVolatilityPoint")
        .Constant("charmUnit", "Unit of every charm: change of the delta exposure per calendar day.", "currencyPerCalendarDay");

    /// <param name="sums">The exposures of a row.</param>
    public static CellMap<T> Sums<T>(SumsOf<T> sums) => new CellMap<T>()
        .Append(Net<T>((in T source) => sums(in source) is { Status: ExposureStatus.Ok } known ? known.Total : None))
        .Number("callGamma", "Of the calls.", Currency, Cell(sums, static (in s) => s.Calls.Gamma))
        .Number("putGamma", "Of the puts; negative.", Currency, Cell(sums, static (in s) => s.Puts.Gamma))
        .Number("flip", "The level of the underlying nearest to today's at which total gamma changes sign; none when it does not within 15 %.", PublishedPrecision.Money, Cell(sums, static (in s) => s.Flip))
        .Number("flipMove", "The same as a move, as a share.", MovePlaces, Cell(sums, static (in s) => s.FlipMove))
        .Number("callWall", "The strike whose calls hold the most gamma.", Cell(sums, static (in s) => s.CallWall))
        .Number("callWallGamma", "How much that is.", Currency, Cell(sums, static (in s) => s.CallWallGamma))
        .Number("putWall", "The strike whose puts hold the most gamma.", Cell(sums, static (in s) => s.PutWall))
        .Number("putWallGamma", "How much that is; negative.", Currency, Cell(sums, static (in s) => s.PutWallGamma))
        .Number("countedLegs", "Legs in the sums.", Cell(sums, static (in s) => s.Counted))
        .Number("borrowedLegs", "Of these, legs valued at the volatility of the other right at their strike, for want of their own.", Cell(sums, static (in s) => s.Borrowed))
        .Number("leftOutLegs", "Legs with open interest and no volatility: in no sum.", (in T source) => sums(in source).LeftOut);

    /// <param name="exposure">The net exposure of a row.</param>
    public static CellMap<T> Net<T>(ExposureOf<T> exposure) => new CellMap<T>()
        .Number("gamma", "Gamma exposure (GEX), calls and puts together.", Currency, (in T source) => exposure(in source).Gamma)
        .Number("delta", "Delta exposure.", Currency, (in T source) => exposure(in source).Delta)
        .Number("vanna", "Vanna exposure.", Currency, (in T source) => exposure(in source).Vanna)
        .Number("charm", "Charm exposure.", Currency, (in T source) => exposure(in source).Charm);

    public static Exposure None => new(double.NaN, double.NaN, double.NaN, double.NaN);

    private static CellOf<T> Cell<T>(SumsOf<T> sums, CellOf<ExposureSums> cell) => (in T source) =>
    {
        ExposureSums known = sums(in source);
        return known.Status == ExposureStatus.Ok ? cell(in known) : double.NaN;
    };
}
