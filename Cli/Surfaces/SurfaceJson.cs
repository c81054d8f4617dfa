using System.Text.Json;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>A surface as a JSON array with an object per expiry, at full precision. "None" is null.</summary>
internal static class SurfaceJson
{
    public static void WriteArray(Utf8JsonWriter writer, IReadOnlyList<SurfaceRow> rows)
    {
        writer.WriteStartArray();
        foreach (SurfaceRow row in rows)
        {
            Write(writer, row);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, SurfaceRow row)
    {
        SmileFit fit = row.Fit;
        writer.WriteStartObject();
        writer.WriteString("product", row.Product.ToString());
        writer.WriteString("expiry", row.Expiry.ToString());
        writer.WriteString("asOf", InstantText.Utc(row.AsOfUnixMicroseconds));
        writer.WriteString("status", row.Status);
        Number(writer, "timeToExpiry", fit.TimeToExpiryYears);
        Number(writer, "forward", fit.Forward);
        Number(writer, "discountFactor", fit.DiscountFactor);
        if (fit.IsOk)
        {
            Number(writer, "atmIv", fit.AtmVolatility);
            WriteParameters(writer, fit);
            WriteCertificate(writer, fit.Certificate);
            WriteShape(writer, row);
            WriteSurface(writer, row);
        }
        else
        {
            writer.WriteNull("atmIv");
            writer.WriteNull("svi");
            writer.WriteNull("jumpWings");
            writer.WriteNull("certificate");
            writer.WriteNull("shape");
            writer.WriteNull("surface");
        }

        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, SmileFit fit)
    {
        SviParameters slice = fit.Slice;
        writer.WriteStartObject("svi");
        Number(writer, "a", slice.A);
        Number(writer, "b", slice.B);
        Number(writer, "rho", slice.Rho);
        Number(writer, "m", slice.M);
        Number(writer, "sigma", slice.Sigma);
        writer.WriteEndObject();
        SviJumpWings wings = fit.JumpWings;
        writer.WriteStartObject("jumpWings");
        Number(writer, "atmVariance", wings.AtmVariance);
        Number(writer, "atmSkew", wings.AtmSkew);
        Number(writer, "putSlope", wings.PutSlope);
        Number(writer, "callSlope", wings.CallSlope);
        Number(writer, "minimumVariance", wings.MinimumVariance);
        writer.WriteEndObject();
    }

    private static void WriteCertificate(Utf8JsonWriter writer, SmileCertificate certificate)
    {
        writer.WriteStartObject("certificate");
        writer.WriteBoolean("butterflyFree", certificate.Butterfly.IsFree);
        Number(writer, "minimumG", certificate.Butterfly.MinimumG);
        writer.WriteString("minimumGAt", Place(certificate.Butterfly.At));
        Number(writer, "wingSlope", certificate.Butterfly.WingSlope);
        writer.WriteBoolean("repaired", certificate.Repaired);
        writer.WriteNumber("points", certificate.Points);
        writer.WriteNumber("nearPoints", certificate.NearPoints);
        writer.WriteNumber("excluded", certificate.Excluded);
        Number(writer, "rmsVolPoints", certificate.RmsVolPoints);
        Number(writer, "rmsNearVolPoints", certificate.RmsNearVolPoints);
        Number(writer, "rmsNearTicks", certificate.RmsNearTicks);
        Number(writer, "insideShare", certificate.InsideShare);
        Number(writer, "insideNearShare", certificate.InsideNearShare);
        writer.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter writer, SurfaceRow row)
    {
        writer.WriteStartObject("shape");
        Number(writer, "forwardIv", row.ForwardVolatility);
        Number(writer, "atmSlope", row.Shape.Slope);
        Number(writer, "atmCurvature", row.Shape.Curvature);
        Number(writer, "riskReversal25", row.Skew25.RiskReversal);
        Number(writer, "butterfly25", row.Skew25.Butterfly);
        Number(writer, "riskReversal10", row.Skew10.RiskReversal);
        Number(writer, "butterfly10", row.Skew10.Butterfly);
        writer.WriteEndObject();
    }

    private static void WriteSurface(Utf8JsonWriter writer, SurfaceRow row)
    {
        SurfaceCertificate surface = row.Surface;
        writer.WriteStartObject("surface");
        writer.WriteBoolean("arbitrageFree", surface.IsFree);
        writer.WriteString("method", row.Method);
        Number(writer, "movedVolPoints", surface.MovedVolPoints);
        Number(writer, "minimumG", surface.Butterfly.MinimumG);
        Number(writer, "calendarGap", row.Calendar.MinimumGap);
        writer.WriteString("calendarGapAt", Place(row.Calendar.At));
        Number(writer, "leastCalendarGapShare", surface.Calendar.MinimumGap);
        writer.WriteEndObject();
    }

    /// <summary>A log-moneyness, or the wing it lies in.</summary>
    private static string? Place(double k) =>
        double.IsNegativeInfinity(k) ? "left wing" : double.IsPositiveInfinity(k) ? "right wing" : double.IsNaN(k) ? null : SurfaceCsv.Text(k);

    private static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
