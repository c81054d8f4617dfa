using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Products;

/// <summary>
/// The live table of a product's surface: a slice per expiry, free of butterfly arbitrage each and of calendar arbitrage among each other, with the certificate that they are and what it took. The term
/// structure is read from it too.
/// </summary>
public static class SurfaceTable
{
    private const int Digits = 9;
    private const int FitPlaces = 4;

    private static readonly CellMap<SurfaceHeader> Header = new CellMap<SurfaceHeader>()
        .Number("slices", "Expiries with a slice.", static (in surface) => surface.Slices)
        .Name<SurfaceMethod>(
            "method",
            "asFitted: the slices had no arbitrage as each was fitted; joint: all were moved together, as little as their errors allow, until none was left; extendedSsvi: each is the closest slice of that family "
            + "that has none after the one before.",
            static (in surface) => surface.Slices == 0 ? double.NaN : (int)surface.Certificate.Method)
        .Flag("wasFree", "Whether the slices had no arbitrage as each was fitted; none without slices.", static (in surface) => OfSlices(in surface, 1, surface.Certificate.WasFree))
        .Number("movedVolPoints", "The furthest any slice was moved within 1.5 deviations of the money, in percentage points of volatility.", FitPlaces, static (in surface) => surface.Certificate.MovedVolPoints)
        .Flag("butterflyFree", "Whether no slice of the surface has butterfly arbitrage; none without slices.", static (in surface) => OfSlices(in surface, 1, surface.Certificate.Butterfly.IsFree))
        .Number("minimumG", "The least of Durrleman's g over all slices.", static (in surface) => PublishedPrecision.RoundToDigits(surface.Certificate.Butterfly.MinimumG, Digits))
        .Number("minimumGAt", "The log-moneyness where that is; none when it is the limit in a wing.", PublishedPrecision.Ratio, static (in surface) => surface.Slices == 0 ? double.NaN : surface.Certificate.Butterfly.At)
        .Flag("calendarFree", "Whether total variance nowhere falls from an expiry to the next; none with fewer than two slices.", static (in surface) => OfSlices(in surface, 2, surface.Certificate.Calendar.IsFree))
        .Number(
            "calendarGap",
            "The least rise of total variance from a slice to the next, over all log-moneyness, as a share of the earlier one's at the money.",
            static (in surface) => PublishedPrecision.RoundToDigits(surface.Certificate.Calendar.MinimumGap, Digits))
        .Number("calendarGapAt", "The log-moneyness where that is; none when it is in a wing.", PublishedPrecision.Ratio, static (in surface) => surface.Slices < 2 ? double.NaN : surface.Certificate.Calendar.At)
        .Number("spot", "The underlying.", static (in surface) => surface.Spot)
        .Instant("asOf", "Market time of the newest slice.", static (in surface) => surface.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took the newest tick in it.", static (in surface) => surface.ReceivedUnixMicroseconds);

    private static readonly CellMap<SurfaceRow> Rows = new CellMap<SurfaceRow>()
        .Name<SmileStatus>("status", "ok, or why there is no slice.", static (in row) => (int)row.Chain.Smile.Status)
        .Number("forward", "F.", PublishedPrecision.Money, static (in row) => row.Chain.Smile.Forward)
        .Number("discountFactor", "To the cut-off.", PublishedPrecision.Term, static (in row) => row.Chain.Smile.DiscountFactor)
        .Number("timeToExpiry", "T, in years by the product's day count.", PublishedPrecision.Term, static (in row) => row.Chain.Smile.TimeToExpiryYears)
        .Append(SliceCells.Of<SurfaceRow>(static (in row) => row.Slice))
        .Number("forwardIv", "Volatility at the money between the slice before and this one; none for the first, and where total variance falls.", PublishedPrecision.Ratio, static (in row) => row.ForwardVolatility)
        .Flag("calendarFree", "Whether total variance nowhere falls from the slice before to this one; none for the first.", static (in row) => double.IsNaN(row.Calendar.MinimumGap) ? double.NaN : row.Calendar.IsFree ? 1 : 0)
        .Number(
            "calendarGap",
            "The least rise of total variance from the slice before to this one, as a share of that one's at the money.",
            static (in row) => PublishedPrecision.RoundToDigits(row.Calendar.MinimumGap, Digits))
        .Number("calendarGapAt", "The log-moneyness where that is; none when it is in a wing.", PublishedPrecision.Ratio, static (in row) => row.Calendar.At)
        .Instant("asOf", "Market time of the slice.", static (in row) => row.Chain.AsOfUnixMicroseconds);

    public static LiveSchema Schema { get; } = new("surface", "expiries", Header.Columns, Rows.Columns, RowKind.Expiry);

    /// <summary>Writes every cell.</summary>
    /// <param name="table">One of <see cref="Schema"/>.</param>
    /// <param name="header">The surface as a whole.</param>
    /// <param name="chains">The product's chains, ascending by expiry.</param>
    /// <param name="surface">Made of the smiles of just these chains.</param>
    internal static void Write(LiveTable table, in SurfaceHeader header, IList<ChainAnalytics> chains, ProductSurface surface)
    {
        Header.Write(table, 0, in header);
        int slice = 0;
        SmileFit before = default;
        for (int i = 0; i < chains.Count; i++)
        {
            bool has = slice < surface.Count && surface.Places[slice] == i;
            SmileFit fit = has ? Moved(chains[i].Smile, surface.Slices[slice++]) : chains[i].Smile;
            SurfaceRow row = new(chains[i], FittedSlice.Of(in fit), Calendar(in before, in fit), ForwardVolatility(in before, in fit));
            Rows.Write(table, table.Row(RowKey.ForExpiry(chains[i].Expiry)), in row);
            before = has ? fit : before;
        }
    }

    /// <summary>A chain's fit with the surface's slice in its place: what is said of its points stays that of the fit.</summary>
    private static SmileFit Moved(in SmileFit fit, SviParameters slice) => fit.Slice == slice
        ? fit
        : fit with { Slice = slice, Certificate = fit.Certificate with { Butterfly = ButterflyCertificate.Of(slice) } };

    private static CalendarCertificate Calendar(in SmileFit before, in SmileFit fit)
    {
        if (!before.IsOk || !fit.IsOk)
        {
            return new CalendarCertificate(double.NaN, double.NaN);
        }

        CalendarCertificate pair = CalendarCertificate.Of(before.Slice, fit.Slice);
        return pair with { MinimumGap = pair.MinimumGap / before.Slice.TotalVariance(0) };
    }

    private static double ForwardVolatility(in SmileFit before, in SmileFit fit)
    {
        double time = fit.TimeToExpiryYears - before.TimeToExpiryYears;
        double rise = fit.Slice.TotalVariance(0) - before.Slice.TotalVariance(0);
        return before.IsOk && fit.IsOk && rise >= 0 && time > 0 ? Math.Sqrt(rise / time) : double.NaN;
    }

    private static double OfSlices(in SurfaceHeader surface, int atLeast, bool holds) => surface.Slices < atLeast ? double.NaN : holds ? 1 : 0;
}
