namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>What was found about arbitrage in a surface.</summary>
/// <param name="Method">How it was come by.</param>
/// <param name="Butterfly">The least g of all slices.</param>
/// <param name="ButterflySlice">Which slice has it.</param>
/// <param name="Calendar">The least gap, as a share of the earlier slice's total variance at the money; +∞ with one slice.</param>
/// <param name="CalendarSlice">The earlier slice of the pair that has it.</param>
/// <param name="WasFree">Whether the slices as fitted had no arbitrage.</param>
/// <param name="MovedVolPoints">The furthest any slice was moved within 1.5 deviations of the money where it is quoted, in percentage points of volatility.</param>
public readonly record struct SurfaceCertificate(
    SurfaceMethod Method,
    ButterflyCertificate Butterfly,
    int ButterflySlice,
    CalendarCertificate Calendar,
    int CalendarSlice,
    bool WasFree,
    double MovedVolPoints)
{
    /// <summary>Whether the surface has neither butterfly nor calendar arbitrage at any log-moneyness.</summary>
    public bool IsFree => Butterfly.IsFree && Calendar.IsFree;

    /// <summary>Certifies slices in the order of their expiries.</summary>
    public static SurfaceCertificate Of(ReadOnlySpan<SviParameters> slices)
    {
        var butterfly = new ButterflyCertificate(double.PositiveInfinity, 0, 0);
        var calendar = new CalendarCertificate(double.PositiveInfinity, 0);
        int butterflySlice = 0;
        int calendarSlice = 0;
        for (int i = 0; i < slices.Length; i++)
        {
            var certificate = ButterflyCertificate.Of(slices[i]);
            if (certificate.MinimumG < butterfly.MinimumG || (!certificate.IsFree && butterfly.IsFree))
            {
                (butterfly, butterflySlice) = (certificate, i);
            }

            if (i > 0)
            {
                var pair = CalendarCertificate.Of(slices[i - 1], slices[i]);
                double share = pair.MinimumGap / slices[i - 1].TotalVariance(0);
                if (share < calendar.MinimumGap)
                {
                    (calendar, calendarSlice) = (new(share, pair.At), i - 1);
                }
            }
        }

        return new(SurfaceMethod.AsFitted, butterfly, butterflySlice, calendar, calendarSlice, butterfly.IsFree && calendar.IsFree, 0);
    }
}
