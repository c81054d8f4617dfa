using System.Globalization;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>A surface as CSV, a row per expiry, at full precision. "None" is an empty field; a place in a wing is -inf or inf.</summary>
internal static class SurfaceCsv
{
    public static void Write(TextWriter output, IReadOnlyList<SurfaceRow> rows)
    {
        output.WriteLine(
            "product,expiry,asOf,status,timeToExpiry,forward,discountFactor,atmIv,a,b,rho,m,sigma,atmVariance,atmSkew,putSlope,callSlope,minimumVariance,"
            + "butterflyFree,minimumG,minimumGAt,wingSlope,repaired,points,nearPoints,excluded,rmsVolPoints,rmsNearVolPoints,rmsNearTicks,insideShare,insideNearShare,"
            + "forwardIv,atmSlope,atmCurvature,riskReversal25,butterfly25,riskReversal10,butterfly10,arbitrageFree,method,movedVolPoints,calendarGap,calendarGapAt");
        foreach (SurfaceRow row in rows)
        {
            SmileFit fit = row.Fit;
            SviParameters slice = fit.Slice;
            SviJumpWings wings = fit.JumpWings;
            SmileCertificate certificate = fit.Certificate;
            output.WriteLine(string.Join(
                ',', row.Product, row.Expiry, InstantText.Utc(row.AsOfUnixMicroseconds), row.Status, Text(fit.TimeToExpiryYears), Text(fit.Forward), Text(fit.DiscountFactor),
                Text(fit.AtmVolatility), Text(slice.A), Text(slice.B), Text(slice.Rho), Text(slice.M), Text(slice.Sigma), Text(wings.AtmVariance), Text(wings.AtmSkew),
                Text(wings.PutSlope), Text(wings.CallSlope), Text(wings.MinimumVariance), fit.IsOk ? Flag(certificate.Butterfly.IsFree) : "", Text(certificate.Butterfly.MinimumG),
                Place(certificate.Butterfly.At), Text(certificate.Butterfly.WingSlope), fit.IsOk ? Flag(certificate.Repaired) : "", Text(certificate.Points),
                Text(certificate.NearPoints), Text(certificate.Excluded), Text(certificate.RmsVolPoints), Text(certificate.RmsNearVolPoints), Text(certificate.RmsNearTicks),
                Text(certificate.InsideShare), Text(certificate.InsideNearShare), Text(row.ForwardVolatility), Text(row.Shape.Slope), Text(row.Shape.Curvature),
                Text(row.Skew25.RiskReversal), Text(row.Skew25.Butterfly), Text(row.Skew10.RiskReversal), Text(row.Skew10.Butterfly), fit.IsOk ? Flag(row.Surface.IsFree) : "",
                fit.IsOk ? row.Method : "", Text(row.Surface.MovedVolPoints), Text(row.Calendar.MinimumGap), Place(row.Calendar.At)));
        }
    }

    public static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Place(double k) => double.IsNegativeInfinity(k) ? "-inf" : double.IsPositiveInfinity(k) ? "inf" : Text(k);

    private static string Flag(bool value) => value ? "true" : "false";
}
