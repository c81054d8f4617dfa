namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// The spot of one product: Bates (1996), that is Heston's square-root variance with lognormal jumps. dS/S = √v dW + dJ, dv = κ(θ − v)dt + ξ√v dZ, corr(dW, dZ) = ρ &lt; 0,
/// by an Euler step with the variance kept above a floor. A scenario adds a drift and pulls the variance to its own level.
/// </summary>
internal sealed class SpotModel(double spot, double volatility)
{
    /// <summary>Speed at which variance returns, per year.</summary>
    public const double MeanReversion = 6;

    private const double VolatilityOfVariance = 0.4;
    private const double SpotVarianceCorrelation = -0.7;
    private const double VarianceFloor = 0.05 * 0.05;
    private const double VarianceCeiling = 2.0 * 2.0;

    /// <summary>Time in which the variance comes up to what a scenario asks, in seconds.</summary>
    private const double StressSeconds = 2;

    public double Spot { get; private set; } = spot;

    /// <summary>Of the spot now, per year.</summary>
    public double Variance { get; private set; } = volatility * volatility;

    public double LongVariance { get; } = volatility * volatility;

    /// <param name="seconds">Length of the step.</param>
    /// <param name="script">What the scenario imposes.</param>
    /// <param name="zSpot">Standard normal.</param>
    /// <param name="zVariance">Standard normal, independent of <paramref name="zSpot"/>.</param>
    /// <param name="jump">Log-size of the jump in this step; 0 for none.</param>
    public void Step(double seconds, ScriptedMarket script, double zSpot, double zVariance, double jump)
    {
        double years = seconds / (365.0 * 86_400);
        double sigma = Math.Sqrt(Variance * years);
        Spot *= Math.Exp((script.DriftPerSecond * seconds) - (0.5 * Variance * years) + (sigma * zSpot) + jump);
        double correlated = (SpotVarianceCorrelation * zSpot) + (Math.Sqrt(1 - (SpotVarianceCorrelation * SpotVarianceCorrelation)) * zVariance);
        double variance = Variance + (MeanReversion * (LongVariance - Variance) * years) + (VolatilityOfVariance * sigma * correlated) + Math.Abs(0.2 * jump);
        if (script.Stress > 0)
        {
            double calm = Math.Sqrt(LongVariance);
            double target = calm + ((script.PeakVolatility - calm) * script.Stress);
            variance += ((target * target) - variance) * (1 - Math.Exp(-seconds / StressSeconds));
        }

        Variance = Math.Clamp(variance, VarianceFloor, VarianceCeiling);
    }
}
