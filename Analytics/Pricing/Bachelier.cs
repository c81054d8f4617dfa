using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Options on a forward whose changes are normal (L. Bachelier, 1900): call = D·((F − K)·Φ(d) + σ√T·φ(d)), d = (F − K)/(σ√T), put by parity.
/// F and K of any sign, σ ≥ 0 in price units per √year, T ≥ 0 years, D &gt; 0, all finite; anything else gives NaN. At T = 0 or σ = 0 the limits.
/// </summary>
public static class Bachelier
{
    /// <summary>The premium today.</summary>
    public static double Price(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility) =>
        Greeks(right, forward, strike, timeToExpiryYears, discountFactor, volatility, 0).Price;

    /// <summary>Price and all sensitivities in one pass; the rate is −ln D/T.</summary>
    public static OptionGreeks Greeks(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility) =>
        Greeks(
            right,
            forward,
            strike,
            timeToExpiryYears,
            discountFactor,
            volatility,
            DiscountRate.FromDiscountFactor(discountFactor, timeToExpiryYears));

    /// <summary>Price and all sensitivities in one pass, with the rate r behind D given (per year; it enters theta, charm, veta and color).</summary>
    public static OptionGreeks Greeks(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility, double rate)
    {
        if (!(double.IsFinite(forward) && double.IsFinite(strike) && timeToExpiryYears >= 0 && double.IsFinite(timeToExpiryYears)
            && discountFactor > 0 && double.IsFinite(discountFactor) && volatility >= 0 && double.IsFinite(volatility)) || double.IsNaN(rate))
        {
            return Black76Greeks.Invalid;
        }

        double rootTime = Math.Sqrt(timeToExpiryYears);
        double s = volatility * rootTime;
        double moneyness = forward - strike;
        double d = s > 0 ? moneyness / s : moneyness == 0 ? 0 : moneyness > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        double phi = double.IsInfinity(d) ? 0 : NormalDistribution.Density(d);
        double tail = phi > 0 ? phi * NormalDistribution.Mills(-Math.Abs(d)) : 0;
        double upper = d > 0 ? 1 - tail : tail;
        double lower = d > 0 ? tail : 1 - tail;
        double timeValue = phi > 0 ? s * phi * MillsDifference.FirstMoment(Math.Abs(d)) : 0;
        double intrinsic = right == OptionRight.Call ? moneyness : -moneyness;
        double price = discountFactor * (intrinsic > 0 ? intrinsic + timeValue : timeValue);
        double delta = discountFactor * (right == OptionRight.Call ? upper : -lower);
        double density = discountFactor * phi;
        if (density == 0)
        {
            return new(
                price, delta, 0, 0, rate * price, -timeToExpiryYears * price, 0, rate * delta, 0, 0, 0, 0, 0, 0, -delta, 0);
        }

        double square = d * d;
        double vega = density * rootTime;
        double gamma = density / s;
        double theta = (rate * price) - Black76.Over(density * volatility, 2 * rootTime);
        if (!(s > 0))
        {
            // At the money without deviation: the density stays, its width goes.
            double veta = density * ((rate * rootTime) - (0.5 / rootTime));
            return new(
                price, delta, gamma, vega, theta, -timeToExpiryYears * price, 0, rate * delta, 0, veta, 0,
                double.NegativeInfinity, double.PositiveInfinity, 0, -delta, gamma);
        }

        double twiceTime = 2 * timeToExpiryYears;
        return new(
            price,
            delta,
            gamma,
            vega,
            theta,
            Rho: -timeToExpiryYears * price,
            Vanna: -density * (d / volatility),
            Charm: (rate * delta) + (density * d / twiceTime),
            Volga: vega * square / volatility,
            Veta: density * ((rate * rootTime) - ((1 + square) / (2 * rootTime))),
            Speed: -gamma * d / s,
            Zomma: gamma * (square - 1) / volatility,
            Color: gamma * (rate + ((1 - square) / twiceTime)),
            Ultima: vega * square * (square - 3) / volatility / volatility,
            DualDelta: -delta,
            DualGamma: gamma);
    }
}
