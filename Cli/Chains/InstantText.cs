using System.Globalization;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Instants as users write and read them.</summary>
internal static class InstantText
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>ISO 8601 with an offset: a time without one would mean another instant on every machine.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        string withOffset = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        return DateTimeOffset.TryParseExact(withOffset, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>UTC, with as many decimals as there are; null when there is none.</summary>
    public static string? Utc(long unixMicroseconds) => unixMicroseconds == 0 ? null
        : Of(unixMicroseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>In a venue's zone, to the second.</summary>
    public static string Local(long unixMicroseconds, TimeZoneInfo zone) => unixMicroseconds == 0 ? "-"
        : TimeZoneInfo.ConvertTime(Of(unixMicroseconds), zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset Of(long unixMicroseconds) => DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);
}
