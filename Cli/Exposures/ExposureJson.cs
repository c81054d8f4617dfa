using System.Text.Json;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Exposures;
using static TradingAnalytics.Cli.Chains.TableText;

namespace TradingAnalytics.Cli.Exposures;

/// <summary>Exposures as JSON: an object per expiry with its strikes, and one with expiry "all" for a product of several.</summary>
internal static class ExposureJson
{
    public static void WriteArray(Utf8JsonWriter writer, IReadOnlyList<ExposureReport> reports)
    {
        writer.WriteStartArray();
        foreach (ExposureReport report in reports)
        {
            Write(writer, report);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ExposureReport report)
    {
        ExposureSums sums = report.Sums;
        writer.WriteStartObject();
        writer.WriteString("product", report.Product.Id.ToString());
        writer.WriteString("expiry", report.Expiry);
        writer.WriteString("asOf", InstantText.Utc(report.AsOfUnixMicroseconds));
        writer.WriteString("status", Name(sums.Status));
        writer.WriteString("currency", report.Product.Currency);
        writer.WriteString("sign", "calls +, puts -");
        writer.WriteString("units", "gamma: currency per 1 % move; delta: currency; vanna: currency per volatility point; charm: currency per calendar day");
        Number(writer, "spot", report.Spot);
        Number(writer, "forward", report.Forward);
        Amounts(writer, sums.Status, "", sums.Total);
        Amounts(writer, sums.Status, "call", sums.Calls);
        Amounts(writer, sums.Status, "put", sums.Puts);
        Number(writer, "flip", sums.Flip);
        Number(writer, "flipMove", sums.FlipMove);
        Number(writer, "callWall", sums.CallWall);
        Number(writer, "callWallGamma", sums.CallWallGamma);
        Number(writer, "putWall", sums.PutWall);
        Number(writer, "putWallGamma", sums.PutWallGamma);
        writer.WriteNumber("legs", sums.Counted);
        writer.WriteNumber("borrowed", sums.Borrowed);
        writer.WriteNumber("leftOut", sums.LeftOut);
        WriteStrikes(writer, report);
        WriteProfile(writer, report);
        writer.WriteEndObject();
    }

    private static void WriteStrikes(Utf8JsonWriter writer, ExposureReport report)
    {
        writer.WriteStartArray("strikes");
        foreach (StrikeExposure strike in report.Strikes)
        {
            writer.WriteStartObject();
            Number(writer, "strike", strike.Strike);
            Number(writer, "callOi", strike.CallOi);
            Number(writer, "putOi", strike.PutOi);
            Amounts(writer, ExposureStatus.Ok, "", strike.Net);
            Amounts(writer, ExposureStatus.Ok, "call", strike.Call);
            Amounts(writer, ExposureStatus.Ok, "put", strike.Put);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Total gamma at each move of the underlying; without exposures there is none.</summary>
    private static void WriteProfile(Utf8JsonWriter writer, ExposureReport report)
    {
        writer.WriteStartArray("profile");
        for (int i = 0; i < GammaProfile.Count && report.Sums.Status == ExposureStatus.Ok; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("move", GammaProfile.Moves[i]);
            writer.WriteNumber("gamma", report.Profile[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Amounts(Utf8JsonWriter writer, ExposureStatus status, string of, Exposure exposure)
    {
        string NameOf(string greek) => of.Length == 0 ? greek : of + char.ToUpperInvariant(greek[0]) + greek[1..];
        double none = status == ExposureStatus.Ok ? 0 : double.NaN;
        Number(writer, NameOf("gamma"), none + exposure.Gamma);
        Number(writer, NameOf("delta"), none + exposure.Delta);
        Number(writer, NameOf("vanna"), none + exposure.Vanna);
        Number(writer, NameOf("charm"), none + exposure.Charm);
    }
}
