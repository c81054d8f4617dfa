using System.Globalization;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>How the files of a day are named: as partitions that tools know (<c>product=NIFTY/date=2026-08-18/metrics.parquet</c>).</summary>
internal static class ArchiveNames
{
    public const string Metrics = "metrics.parquet";
    public const string Bars = "bars.parquet";

    /// <summary>Written last: a day is archived when this is there.</summary>
    public const string States = "states.parquet";

    public static string Of(ProductId product, DateOnly date, string file) => string.Create(CultureInfo.InvariantCulture, $"{Of(product)}date={date:yyyy-MM-dd}/{file}");

    public static string Of(ProductId product) => $"product={product}/";

    /// <summary>The date of a day's last file; null for another.</summary>
    public static DateOnly? DateOf(string name)
    {
        const string Mark = "date=";
        int at = name.IndexOf(Mark, StringComparison.Ordinal);
        return name.EndsWith("/" + States, StringComparison.Ordinal) && at >= 0
            && DateOnly.TryParseExact(name.AsSpan(at + Mark.Length, Math.Min(10, name.Length - at - Mark.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : null;
    }
}
