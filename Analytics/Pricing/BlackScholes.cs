using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// European options on a spot with a continuous dividend yield. F. Black and M. Scholes, J. Political Economy 81 (1973); R. C. Merton, Bell J. Economics
/// 4 (1973): <see cref="Black76"/> on the forward F = S·exp((r − q)T) with D = exp(−rT), so call = S·e^(−qT)·Φ(d₁) − K·e^(−rT)·Φ(d₂).
/// S &gt; 0, K ≥ 0, T ≥ 0 years, σ ≥ 0 per √year, r and q of any sign (continuous, per year), all finite; anything else gives NaN. At T = 0, σ = 0 or
/// K = 0 the values are the limits. A foreign rate (Garman–Kohlhagen) or a borrow cost stands in q; q = r is an option on a future.
/// </summary>
public static class BlackScholes
{
    /// <summary>F = S·exp((r − q)T).</summary>
    public static double Forward(double spot, double timeToExpiryYears, double rate, double dividendYield) =>
        spot * Math.Exp((rate - dividendYield) * timeToExpiryYears);

    /// <summary>The premium today.</summary>
    public static double Price(
        OptionRight right, double spot, double strike, double timeToExpiryYears, double rate, double dividendYield, double volatility) =>
        Greeks(right, spot, strike, timeToExpiryYears, rate, dividendYield, volatility).Price;

    /// <summary>
    /// Price and all sensitivities to third order in one pass. From those on the forward by the chain rule, F′ = F/S, ∂F/∂T = bF, b = r − q; where the
    /// terms would cancel they are joined first: rho = −T·K·∂V/∂K and theta = q·S·delta + r·K·∂V/∂K − D·F·φ(d₁)·σ/(2√T), since V is homogeneous in (S, K).
    /// </summary>
    /// <param name="right">Call or put.</param>
    /// <param name="spot">S.</param>
    /// <param name="strike">K.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="rate">r, continuous per year.</param>
    /// <param name="dividendYield">q, continuous per year.</param>
    /// <param name="volatility">σ.</param>
    public static SpotGreeks Greeks(
        OptionRight right, double spot, double strike, double timeToExpiryYears, double rate, double dividendYield, double volatility)
    {
        double forward = Forward(spot, timeToExpiryYears, rate, dividendYield);
        double discountFactor = Math.Exp(-rate * timeToExpiryYears);
        if (!Black76.IsValid(forward, strike, timeToExpiryYears, discountFactor, volatility) || !double.IsFinite(rate) || !double.IsFinite(dividendYield))
        {
            return SpotGreeks.Invalid;
        }

        // With q in place of r these are the spot's charm, veta and color (over F/S and its square), but for the drift of the forward in d₁.
        var moneyness = LogMoneyness(spot, strike, timeToExpiryYears, rate, dividendYield);
        var terms = new BlackTerms(forward, strike, moneyness, timeToExpiryYears, volatility);
        var at = Black76.Greeks(right, forward, strike, timeToExpiryYears, discountFactor, volatility, dividendYield, terms);
        double growth = forward / spot;
        double carry = rate - dividendYield;
        double slope = carry == 0 ? 0 : Slope(forward, strike, moneyness.Value, timeToExpiryYears, volatility);
        return new(
            at.Price,
            Delta: growth * at.Delta,
            ForwardDelta: at.Delta,
            Gamma: growth * growth * at.Gamma,
            at.Vega,
            Theta: (dividendYield * forward * at.Delta) + (rate * strike * at.DualDelta) - Decay(timeToExpiryYears, volatility, at),
            Rho: -timeToExpiryYears * strike * at.DualDelta,
            DividendRho: -timeToExpiryYears * forward * at.Delta,
            Vanna: growth * at.Vanna,
            Charm: growth * Charm(forward, timeToExpiryYears, dividendYield, volatility, carry, at),
            at.Volga,
            Veta: at.Veta + Times(at.Vega, carry * slope),
            Speed: growth * growth * growth * at.Speed,
            Zomma: growth * growth * at.Zomma,
            Color: growth * growth * Color(timeToExpiryYears, dividendYield, carry * slope, at),
            at.Ultima,
            at.DualDelta,
            at.DualGamma);
    }

    /// <summary>ln(F/K) = ln(S/K) + (r − q)T in two doubles, free of the rounding of F.</summary>
    private static Precise LogMoneyness(double spot, double strike, double timeToExpiryYears, double rate, double dividendYield)
    {
        if (strike == 0)
        {
            return double.PositiveInfinity;
        }

        var carry = Precise.Difference(rate, dividendYield) * timeToExpiryYears;
        return LogRatio.Evaluate(spot, strike) + carry;
    }

    /// <summary>D·F·φ(d₁)·σ/(2√T): what an option loses to time alone.</summary>
    private static double Decay(double timeToExpiryYears, double volatility, in OptionGreeks at) =>
        volatility == 0 ? 0 : timeToExpiryYears == 0 ? at.Gamma : Black76.Over(at.Vega * volatility, 2 * timeToExpiryYears);

    /// <summary>Charm over F/S: the forward's at rate q, less b·F·gamma. At the money and T = 0 both are infinite, and σ²/4 + b has their sign.</summary>
    private static double Charm(double forward, double timeToExpiryYears, double dividendYield, double volatility, double carry, in OptionGreeks at)
    {
        if (timeToExpiryYears == 0 && at.Gamma > 0)
        {
            double sum = (0.25 * volatility * volatility) + carry;
            return sum == 0 ? dividendYield * at.Delta : sum > 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return at.Charm - Times(carry, forward * at.Gamma);
    }

    /// <summary>Color over (F/S)²: the forward's at rate q, and b·gamma·d₁/s. Where gamma is infinite (the money, no deviation) only the sign is left.</summary>
    private static double Color(double timeToExpiryYears, double dividendYield, double driftOverDeviation, in OptionGreeks at) =>
        double.IsInfinity(at.Gamma)
            ? at.Gamma * (dividendYield + driftOverDeviation + (0.5 / timeToExpiryYears))
            : at.Color + Times(at.Gamma, driftOverDeviation);

    /// <summary>d₁/s; ½ at the money.</summary>
    private static double Slope(double forward, double strike, double logMoneyness, double timeToExpiryYears, double volatility)
    {
        double s = volatility * Math.Sqrt(timeToExpiryYears);
        return forward == strike ? 0.5 : (logMoneyness / s / s) + 0.5;
    }

    /// <summary>a·b where 0·∞ stands for a term that is not there.</summary>
    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}
