namespace TradingAnalytics.Analytics.Time;

/// <summary>
/// Calendar day counts: years between two instants, by elapsed seconds, so that the last day counts to the second. Instants are whole Unix seconds (leap
/// seconds do not exist in them). Negative when the end lies before the start; additive: (a, b) and (b, c) make (a, c).
/// </summary>
public static class YearFraction
{
    private const double SecondsPerDay = 86_400;

    /// <summary>ACT/365 fixed: elapsed days over 365, whatever the year (ISDA 2006 definitions, 4.16(d)). NSE, Deribit; Cboe's minutes over 525,600 are the same.</summary>
    public static double Act365(long fromUnixSeconds, long toUnixSeconds) => (toUnixSeconds - fromUnixSeconds) / (365 * SecondsPerDay);

    /// <summary>ACT/365.25: elapsed days over the mean Julian year.</summary>
    public static double Act36525(long fromUnixSeconds, long toUnixSeconds) => (toUnixSeconds - fromUnixSeconds) / (365.25 * SecondsPerDay);
}
