using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>One expiry of a surface, as it is written.</summary>
/// <param name="Product">Whose.</param>
/// <param name="Expiry">Which.</param>
/// <param name="AsOfUnixMicroseconds">Market time.</param>
/// <param name="Fit">The surface's slice, measured against the chain's quotes.</param>
/// <param name="Calendar">Against the slice before, total variance; NaN for the first.</param>
/// <param name="ForwardVolatility">At the money from the slice before to this one; for the first, from now.</param>
/// <param name="Surface">The certificate of the whole.</param>
internal sealed record SurfaceRow(
    ProductId Product, Expiry Expiry, long AsOfUnixMicroseconds, SmileFit Fit, CalendarCertificate Calendar, double ForwardVolatility, SurfaceCertificate Surface)
{
    public string Status => Camel(Fit.Status.ToString());

    public string Method => Camel(Surface.Method.ToString());

    public SmileSkew Skew25 => Skew(0.25);

    public SmileSkew Skew10 => Skew(0.10);

    public AtmShape Shape => Fit.IsOk ? AtmShape.Of(Fit.Slice, Fit.TimeToExpiryYears) : new AtmShape(double.NaN, double.NaN, double.NaN);

    private SmileSkew Skew(double delta) => Fit.IsOk
        ? SmileSkew.Of(Fit.Slice, Fit.TimeToExpiryYears, delta)
        : new SmileSkew(delta, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
