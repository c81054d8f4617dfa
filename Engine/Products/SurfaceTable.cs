using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Products;

/// <summary>The live table of a product's surface: a slice per expiry with its certificate, and whether they are free of calendar arbitrage among each other. The term structure is read from it too.</summary>
public static class SurfaceTable
{
    private const int Digits = 9;

    private static readonly CellMap<SurfaceHeader> Header = new CellMap<SurfaceHeader>()
        .Number("slices", "Expiries with a slice.", static (in surface) => surface.Slices)
        .Flag("butterflyFree", "Whether no slice has butterfly arbitrage; none without slices.", static (in surface) => surface.Slices == 0 ? double.NaN : surface.ButterflyFree ? 1 : 0)
        .Flag("calendarFree", "Whether total variance nowhere falls from an expiry to the next; none with fewer than two slices.", static (in surface) => Free(surface.CalendarGap))
        .Number("calendarGap", "The least rise of total variance from a slice to the next, over all log-moneyness.", static (in surface) => PublishedPrecision.RoundToDigits(surface.CalendarGap, Digits))
        .Number("calendarGapAt", "The log-moneyness where that is; none when it is in a wing.", PublishedPrecision.Ratio, static (in surface) => surface.CalendarGapAt)
        .Number("spot", "The underlying.", static (in surface) => surface.Spot)
        .Instant("asOf", "Market time of the newest slice.", static (in surface) => surface.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took the newest tick in it.", static (in surface) => surface.ReceivedUnixMicroseconds);

    private static readonly CellMap<SurfaceRow> Rows = new CellMap<SurfaceRow>()
        .Name<SmileStatus>("status", "ok, or why there is no slice.", static (in row) => (int)row.Chain.Smile.Status)
        .Number("forward", "F.", PublishedPrecision.Money, static (in row) => row.Chain.Smile.Forward)
        .Number("discountFactor", "To the cut-off.", PublishedPrecision.Term, static (in row) => row.Chain.Smile.DiscountFactor)
        .Number("timeToExpiry", "T, in years by the product's day count.", PublishedPrecision.Term, static (in row) => row.Chain.Smile.TimeToExpiryYears)
        .Append(SliceCells.Of<SurfaceRow>(static (in row) => row.Chain.Smile))
        .Number("forwardIv", "Volatility at the money between the slice before and this one; none for the first, and where total variance falls.", PublishedPrecision.Ratio, static (in row) => row.ForwardVolatility)
        .Flag("calendarFree", "Whether total variance nowhere falls from the slice before to this one; none for the first.", static (in row) => Free(row.Calendar.MinimumGap))
        .Number("calendarGap", "The least rise of total variance from the slice before to this one.", static (in row) => PublishedPrecision.RoundToDigits(row.Calendar.MinimumGap, Digits))
        .Number("calendarGapAt", "The log-moneyness where that is; none when it is in a wing.", PublishedPrecision.Ratio, static (in row) => row.Calendar.At)
        .Instant("asOf", "Market time of the slice.", static (in row) => row.Chain.AsOfUnixMicroseconds);

    public static LiveSchema Schema { get; } = new("surface", "expiries", Header.Columns, Rows.Columns, RowKind.Expiry);

    /// <summary>Writes every cell.</summary>
    /// <param name="table">One of <see cref="Schema"/>.</param>
    /// <param name="chains">The product's chains, ascending by expiry.</param>
    /// <param name="spot">The underlying; NaN when unknown.</param>
    internal static void Write(LiveTable table, IEnumerable<ChainAnalytics> chains, double spot)
    {
        var none = new CalendarCertificate(double.NaN, double.NaN);
        var header = new SurfaceHeader(0, true, double.NaN, double.NaN, spot, 0, 0);
        SmileFit before = default;
        foreach (ChainAnalytics chain in chains)
        {
            SmileFit slice = chain.Smile;
            CalendarCertificate calendar = before.IsOk && slice.IsOk ? CalendarCertificate.Of(before.Slice, slice.Slice) : none;
            Rows.Write(table, table.Row(RowKey.ForExpiry(chain.Expiry)), new SurfaceRow(chain, calendar, ForwardVolatility(in before, in slice)));
            header = With(in header, chain, calendar);
            before = slice.IsOk ? slice : before;
        }

        Header.Write(table, 0, in header);
    }

    private static SurfaceHeader With(in SurfaceHeader header, ChainAnalytics chain, CalendarCertificate calendar)
    {
        bool least = !double.IsNaN(calendar.MinimumGap) && !(header.CalendarGap <= calendar.MinimumGap);
        return header with
        {
            Slices = header.Slices + (chain.Smile.IsOk ? 1 : 0),
            ButterflyFree = header.ButterflyFree && (!chain.Smile.IsOk || chain.Smile.Certificate.Butterfly.IsFree),
            CalendarGap = least ? calendar.MinimumGap : header.CalendarGap,
            CalendarGapAt = least ? calendar.At : header.CalendarGapAt,
            AsOfUnixMicroseconds = Math.Max(header.AsOfUnixMicroseconds, chain.AsOfUnixMicroseconds),
            ReceivedUnixMicroseconds = Math.Max(header.ReceivedUnixMicroseconds, chain.ReceivedUnixMicroseconds),
        };
    }

    private static double ForwardVolatility(in SmileFit before, in SmileFit slice)
    {
        double time = slice.TimeToExpiryYears - before.TimeToExpiryYears;
        double rise = slice.Slice.TotalVariance(0) - before.Slice.TotalVariance(0);
        return before.IsOk && slice.IsOk && rise >= 0 && time > 0 ? Math.Sqrt(rise / time) : double.NaN;
    }

    private static double Free(double gap) => double.IsNaN(gap) ? double.NaN : gap >= 0 ? 1 : 0;
}
