namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// One leg's gamma exposure as a function of the forward: what does not depend on the level is taken out once, so that a level costs one exponential.
/// Black-76's Γ = D·φ(d₁)/(F·s), s = σ√T, makes Γ·L²·0.01·(±OI) = Weight·L·φ(d₁) with Weight = ±OI·D·0.01/s.
/// </summary>
/// <param name="Weight">±OI·D·0.01/s, calls +, puts −.</param>
/// <param name="LogStrike">ln K.</param>
/// <param name="Deviation">s = σ√T.</param>
public readonly record struct GammaTerm(double Weight, double LogStrike, double Deviation)
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>The term of a leg; null when the leg has no gamma: no volatility, no open interest, no time left.</summary>
    public static GammaTerm? Of(ExposureLeg leg, double timeToExpiryYears, double discountFactor)
    {
        double deviation = leg.Volatility * Math.Sqrt(timeToExpiryYears);
        return leg.Counts && deviation > 0 && double.IsFinite(deviation)
            ? new GammaTerm(leg.Sign * leg.OpenInterest * discountFactor * ChainExposures.OnePercent / deviation, Math.Log(leg.Strike), deviation)
            : null;
    }

    /// <summary>Currency per 1 % move, were the forward at a level and the strike's volatility what it is.</summary>
    internal double At(double level, double logLevel)
    {
        double d1 = ((logLevel - LogStrike) / Deviation) + (0.5 * Deviation);
        return Weight * level * InverseSqrtTwoPi * Math.Exp(-0.5 * d1 * d1);
    }
}
