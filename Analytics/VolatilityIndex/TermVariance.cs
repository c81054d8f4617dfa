namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>The fair variance of one expiry by the strip of out-of-the-money options.</summary>
/// <param name="Status">Ok, or why there is none; the other values mean something only when Ok.</param>
/// <param name="Variance">σ², per year.</param>
/// <param name="Forward">F by parity at the strike where call and put are closest.</param>
/// <param name="CentralStrike">K₀, the strike at or just below F.</param>
/// <param name="Options">How many strikes are in the strip.</param>
public readonly record struct TermVariance(IndexStatus Status, double Variance, double Forward, double CentralStrike, int Options)
{
    public bool IsOk => Status == IndexStatus.Ok;

    internal static TermVariance None(IndexStatus status) => new(status, double.NaN, double.NaN, double.NaN, 0);
}
