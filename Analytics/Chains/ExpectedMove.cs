namespace TradingAnalytics.Analytics.Chains;

/// <summary>How far the market expects the underlying to be from the forward at expiry, in price units.</summary>
public static class ExpectedMove
{
    private const double SqrtHalfPi = 1.2533141373155002512;

    /// <summary>
    /// The expected absolute distance from the strike, E|S − K|: what the straddle costs, undiscounted. Model-free for the straddle's own strike.
    /// </summary>
    public static double MeanAbsolute(double callPrice, double putPrice, double discountFactor) => (callPrice + putPrice) / discountFactor;

    /// <summary>
    /// One standard deviation from the at-the-money straddle, for a normal distribution: E|S − F|·√(π/2).
    /// </summary>
    public static double StandardDeviationFromStraddle(double callPrice, double putPrice, double discountFactor) =>
        MeanAbsolute(callPrice, putPrice, discountFactor) * SqrtHalfPi;

    /// <summary>One standard deviation from the at-the-money volatility: F·σ·√T, to first order in σ√T.</summary>
    public static double StandardDeviationFromVolatility(double forward, double volatility, double timeToExpiryYears) =>
        forward * volatility * Math.Sqrt(timeToExpiryYears);
}
