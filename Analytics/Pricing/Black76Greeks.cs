using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// The sensitivities of <see cref="Black76"/> from its terms. All but price, delta and dual delta are polynomials in d₁, d₂ times the density; the
/// polynomials are evaluated in two doubles, since at their zeros a rounding of d would be all that is left.
/// </summary>
internal static class Black76Greeks
{
    public static readonly OptionGreeks Invalid = new(
        double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN,
        double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    public static OptionGreeks From(
        double forward,
        double strike,
        double timeToExpiryYears,
        double discountFactor,
        double volatility,
        double rate,
        in BlackTerms terms,
        double price,
        double delta,
        double dualDelta)
    {
        double density = discountFactor * terms.Density;
        if (density == 0)
        {
            // Every derivative of second order dies with the density, faster than any power grows.
            return new(
                price, delta, 0, 0, rate * price, -timeToExpiryYears * price, 0, rate * delta, 0, 0, 0, 0, 0, 0, dualDelta, 0);
        }

        double s = terms.Deviation;
        if (!(s > BlackTerms.SmallestDeviation))
        {
            return AtTheMoneyLimit(forward, timeToExpiryYears, volatility, rate, terms, density, price, delta, dualDelta);
        }

        double twiceTime = 2 * timeToExpiryYears;
        Precise d1 = terms.D1;
        Precise d2 = terms.D2;
        Precise product = d1 * d2;
        Precise one = 1;
        double gamma = density / forward / (forward * s);
        double vega = density * terms.RootTime;
        Precise squares = (d1 * d1) + (d2 * d2);
        return new(
            price,
            delta,
            gamma,
            vega,
            Theta: (rate * price) - (density * volatility / (2 * terms.RootTime)),
            Rho: -timeToExpiryYears * price,
            Vanna: -density / forward * (d2.Value / volatility),
            Charm: (rate * delta) + (density / forward * (d2.Value / twiceTime)),
            Volga: vega * product.Value / volatility,
            Veta: density * ((rate * terms.RootTime) - ((one + product).Value / (2 * terms.RootTime))),
            Speed: -gamma / forward * ((d1 + s).Value / s),
            Zomma: gamma * (product - one).Value / volatility,
            Color: gamma * (rate + ((one - product).Value / twiceTime)),
            Ultima: -vega / volatility * ((product * (one - product)) + squares).Value / volatility,
            dualDelta,
            DualGamma: density / (strike * s) / strike);
    }

    /// <summary>
    /// F = K and σ√T → 0, where d₁ = s/2, d₂ = −s/2: the density stays and its width goes, so gamma and what is divided by it grow without bound.
    /// </summary>
    private static OptionGreeks AtTheMoneyLimit(
        double forward,
        double timeToExpiryYears,
        double volatility,
        double rate,
        in BlackTerms terms,
        double density,
        double price,
        double delta,
        double dualDelta)
    {
        double rootTime = terms.RootTime;
        double gamma = density / forward / (forward * terms.Deviation);
        double drift = Black76.Over(volatility, 2 * rootTime);
        return new(
            price,
            delta,
            gamma,
            Vega: density * rootTime,
            Theta: (rate * price) - (density * drift),
            Rho: -timeToExpiryYears * price,
            Vanna: density / forward * 0.5 * rootTime,
            Charm: (rate * delta) - (density / forward * 0.5 * drift),
            Volga: 0,
            Veta: density * ((rate * rootTime) - (0.5 / rootTime)),
            Speed: -1.5 * gamma / forward,
            Zomma: -gamma / volatility,
            Color: gamma * (rate + (0.5 / timeToExpiryYears)),
            Ultima: -0.25 * density * rootTime * timeToExpiryYears,
            dualDelta,
            DualGamma: gamma);
    }
}
