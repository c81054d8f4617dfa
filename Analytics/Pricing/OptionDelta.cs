namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// The deltas in use, by what is held to hedge. All from Φ(d₁), d₁ = ln(F/K)/(σ√T) + σ√T/2, negative for puts; domain and limits as in
/// <see cref="Black76"/>. U. Wystup, "FX Options and Structured Products" (2006), 1.4; D. Reiswich and U. Wystup, "FX volatility smile construction" (2010), 2.
/// </summary>
public static class OptionDelta
{
    /// <summary>Φ(d₁), −Φ(−d₁): undiscounted, the number of futures or of forwards settled at expiry. What Deribit publishes as an option's delta.</summary>
    public static double Forward(OptionRight right, double forward, double strike, double timeToExpiryYears, double volatility) =>
        Black76.FirstOrder(right, forward, strike, timeToExpiryYears, 1, volatility, 0).Delta;

    /// <summary>D·Φ(d₁): ∂V/∂F of the premium paid today, what <see cref="Black76"/> gives.</summary>
    public static double Discounted(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility) =>
        discountFactor * Forward(right, forward, strike, timeToExpiryYears, volatility);

    /// <summary>e^(−qT)·Φ(d₁): units of the spot, as <see cref="SpotGreeks.Delta"/>.</summary>
    public static double Spot(
        OptionRight right, double spot, double strike, double timeToExpiryYears, double rate, double dividendYield, double volatility) =>
        BlackScholes.Greeks(right, spot, strike, timeToExpiryYears, rate, dividendYield, volatility).Delta;

    /// <summary>
    /// Delta less the premium in coin, for inverse contracts, whose premium and settlement are paid in the underlying: Φ(d₁) − V/F undiscounted
    /// = (K/F)·Φ(d₂), for puts −(K/F)·Φ(−d₂). It equals F·∂(V/F)/∂F: the coins to sell for the position, its premium in coin counted in, to be worth
    /// the same in coin when the price moves. Deribit: an option's published delta is <see cref="Forward"/>; this one is that less the mark price in coin,
    /// Deribit's net transaction delta.
    /// </summary>
    public static double PremiumAdjusted(OptionRight right, double forward, double strike, double timeToExpiryYears, double volatility)
    {
        if (!Black76.IsValid(forward, strike, timeToExpiryYears, 1, volatility))
        {
            return double.NaN;
        }

        var terms = new BlackTerms(forward, strike, timeToExpiryYears, volatility);
        return strike / forward * (right == OptionRight.Call ? terms.UpperD2 : -terms.LowerD2);
    }
}
