using System.Globalization;
using Spectre.Console;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Cli.Surfaces;

/// <summary>A surface for people: a line per expiry with its parameters, and one with its certificate.</summary>
internal static class SurfaceTables
{
    public static void Parameters(IAnsiConsole console, IReadOnlyList<SurfaceRow> rows)
    {
        var table = Start(["days", "forward", "ATM %", "a", "b", "rho", "m", "sigma", "skew", "put slope", "call slope", "least vol %", "forward %", "RR 25", "BF 25"]);
        foreach (SurfaceRow row in rows)
        {
            SmileFit fit = row.Fit;
            SviParameters slice = fit.Slice;
            SviJumpWings wings = fit.JumpWings;
            table.AddRow(
                row.Product.ToString(), row.Expiry.ToString(), row.Status, Text(fit.TimeToExpiryYears * 365, "F3"), Text(fit.Forward, "N2"), Text(100 * fit.AtmVolatility, "F2"),
                Text(slice.A, "G5"), Text(slice.B, "G5"), Text(slice.Rho, "F4"), Text(slice.M, "G5"), Text(slice.Sigma, "G5"), Text(wings.AtmSkew, "F4"), Text(wings.PutSlope, "F4"),
                Text(wings.CallSlope, "F4"), Text(100 * Math.Sqrt(wings.MinimumVariance), "F2"),
                Text(100 * row.ForwardVolatility, "F2"), Text(100 * row.Skew25.RiskReversal, "F2"), Text(100 * row.Skew25.Butterfly, "F2"));
        }

        console.Write(table);
    }

    public static void Certificates(IAnsiConsole console, IReadOnlyList<SurfaceRow> rows)
    {
        var table = Start(["butterfly", "least g", "at k", "repaired", "points", "near", "excluded", "RMS near", "RMS all", "ticks near", "inside %", "calendar", "gap", "surface", "moved"]);
        foreach (SurfaceRow row in rows.Where(row => row.Fit.IsOk))
        {
            SmileCertificate certificate = row.Fit.Certificate;
            table.AddRow(
                row.Product.ToString(), row.Expiry.ToString(), row.Status, certificate.Butterfly.IsFree ? "free" : "ARBITRAGE", Text(certificate.Butterfly.MinimumG, "G3"),
                double.IsInfinity(certificate.Butterfly.At) ? "wing" : Text(certificate.Butterfly.At, "F4"), certificate.Repaired ? "yes" : "no", Text(certificate.Points, "0"),
                Text(certificate.NearPoints, "0"), Text(certificate.Excluded, "0"), Text(certificate.RmsNearVolPoints, "F3"), Text(certificate.RmsVolPoints, "F3"),
                Text(certificate.RmsNearTicks, "F1"), Text(100 * certificate.InsideShare, "F1"),
                double.IsNaN(row.Calendar.MinimumGap) ? "-" : row.Calendar.IsFree ? "free" : "ARBITRAGE", Text(row.Calendar.MinimumGap, "G3"), row.Method, Text(row.Surface.MovedVolPoints, "F3"));
        }

        console.Write(table);
    }

    private static Table Start(string[] columns)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumn(new TableColumn("product").NoWrap()).AddColumn(new TableColumn("expiry").NoWrap()).AddColumn(new TableColumn("status").NoWrap());
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        return table;
    }

    private static string Text(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
