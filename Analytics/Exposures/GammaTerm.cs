namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// One leg's gamma exposure as a function of the forward: what does not depend on the level is taken out once, so that a level costs one exponential.
/// Black-76's Γ = D·φ(d₁)/(F·s), s = σ√T, makes Γ·L²·0.01·(±OI) = Weight·L·exp(−d₁²/2), d₁ = (ln L − LogCentre)/s.
/// </summary>
/// <param name="Weight">±OI·D·0.01/(s·√(2π)), calls +, puts −.</param>
/// <param name="LogCentre">ln K − s²/2, where d₁ is 0.</param>
/// <param name="InverseDeviation">1/s.</param>
public readonly record struct GammaTerm(double Weight, double LogCentre, double InverseDeviation)
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>exp(−60) is 9e-27: added to any sum that matters it changes no digit, and most strikes are that far from most levels.</summary>
    internal const double FarHalfSquare = 60;

    /// <summary>The term of a leg; null when the leg has no gamma: no volatility, no open interest, no time left.</summary>
    public static GammaTerm? Of(ExposureLeg leg, double timeToExpiryYears, double discountFactor)
    {
        double deviation = leg.Volatility * Math.Sqrt(timeToExpiryYears);
        return leg.Counts && deviation > 0 && double.IsFinite(deviation)
            ? new GammaTerm(
                leg.Sign * leg.OpenInterest * discountFactor * ChainExposures.OnePercent * InverseSqrtTwoPi / deviation,
                Math.Log(leg.Strike) - (0.5 * deviation * deviation),
                1 / deviation)
            : null;
    }

    /// <summary>Currency per 1 % move and per unit of the level, were the forward at exp(<paramref name="logLevel"/>) and the strike's volatility what it is.</summary>
    internal double At(double logLevel)
    {
        double d1 = (logLevel - LogCentre) * InverseDeviation;
        double halfSquare = 0.5 * d1 * d1;
        return halfSquare < FarHalfSquare ? Weight * Math.Exp(-halfSquare) : 0;
    }
}
