namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// What open interest obliges hedgers to trade, in currency, calls counted +, puts − (see <see cref="ChainExposures"/> for the convention).
/// </summary>
/// <param name="Gamma">Change of delta exposure per 1 % move of the underlying (GEX): ±Γ·F²·0.01·OI.</param>
/// <param name="Delta">±∂V/∂F·F·OI.</param>
/// <param name="Vanna">Change of delta exposure per percentage point of volatility: ±∂²V/∂F∂σ·F·0.01·OI.</param>
/// <param name="Charm">Change of delta exposure per calendar day: ±charm/365·F·OI.</param>
public readonly record struct Exposure(double Gamma, double Delta, double Vanna, double Charm)
{
    public static Exposure operator +(Exposure a, Exposure b) => new(a.Gamma + b.Gamma, a.Delta + b.Delta, a.Vanna + b.Vanna, a.Charm + b.Charm);
}
