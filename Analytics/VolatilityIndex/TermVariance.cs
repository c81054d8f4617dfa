namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>The fair variance of one expiry by the strip of out-of-the-money options.</summary>
/// <param name="Status">Ok, or why there is none; the other values mean something only when Ok.</param>
/// <param name="Variance">σ², per year.</param>
/// <param name="Forward">F: Cboe by parity at the strike where call and put are closest, India the future where there is one.</param>
/// <param name="CentralStrike">K₀, the strike at or just below F.</param>
/// <param name="Options">How many strikes are in the strip.</param>
/// <param name="Interpolated">Of these, strikes whose price is a spline's for want of a quote that may count (India only).</param>
public readonly record struct TermVariance(IndexStatus Status, double Variance, double Forward, double CentralStrike, int Options, int Interpolated = 0)
{
    public bool IsOk => Status == IndexStatus.Ok;

    /// <summary>No variance, and why.</summary>
    public static TermVariance None(IndexStatus status) => new(status, double.NaN, double.NaN, double.NaN, 0);
}
