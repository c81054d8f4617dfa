namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Options on a forward. F. Black, "The pricing of commodity contracts", J. Financial Economics 3 (1976):
/// call = D·(F·Φ(d₁) − K·Φ(d₂)), put = D·(K·Φ(−d₂) − F·Φ(−d₁)), d₁,₂ = ln(F/K)/(σ√T) ± σ√T/2.
/// F &gt; 0, K ≥ 0, T ≥ 0 years, D &gt; 0, σ ≥ 0 per √year, all finite; anything else gives NaN. At T = 0, σ = 0 or K = 0 the values are the limits.
/// Evaluated in a form that keeps its relative accuracy in the tails and near the money, where F·Φ(d₁) − K·Φ(d₂) cancels.
/// </summary>
public static class Black76
{
    /// <summary>The premium today.</summary>
    public static double Price(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility)
    {
        if (!IsValid(forward, strike, timeToExpiryYears, discountFactor, volatility))
        {
            return double.NaN;
        }

        var terms = new BlackTerms(forward, strike, timeToExpiryYears, volatility);
        return discountFactor * Undiscounted(right, forward, strike, terms);
    }

    /// <summary>Price, first-order sensitivities and gamma in one pass; the rate is −ln D/T.</summary>
    public static FirstOrderGreeks FirstOrder(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility) =>
        FirstOrder(
            right,
            forward,
            strike,
            timeToExpiryYears,
            discountFactor,
            volatility,
            DiscountRate.FromDiscountFactor(discountFactor, timeToExpiryYears));

    /// <summary>Price, first-order sensitivities and gamma in one pass, for a chain that knows its rate.</summary>
    /// <param name="right">Call or put.</param>
    /// <param name="forward">F.</param>
    /// <param name="strike">K.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="volatility">σ.</param>
    /// <param name="rate">r with D = exp(−rT), per year; enters theta alone.</param>
    public static FirstOrderGreeks FirstOrder(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility, double rate)
    {
        if (!IsValid(forward, strike, timeToExpiryYears, discountFactor, volatility) || double.IsNaN(rate))
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var terms = new BlackTerms(forward, strike, timeToExpiryYears, volatility);
        double price = discountFactor * Undiscounted(right, forward, strike, terms);
        double density = discountFactor * terms.Density;
        return new(
            price,
            Delta: discountFactor * (right == OptionRight.Call ? terms.UpperD1 : -terms.LowerD1),
            Gamma: Over(density / forward, forward * terms.Deviation),
            Vega: density * terms.RootTime,
            Theta: (rate * price) - Over(density * volatility, 2 * terms.RootTime),
            Rho: -timeToExpiryYears * price);
    }

    /// <summary>Price and all sensitivities to third order in one pass; the rate is −ln D/T.</summary>
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

    /// <summary>Price and all sensitivities to third order in one pass.</summary>
    /// <param name="right">Call or put.</param>
    /// <param name="forward">F.</param>
    /// <param name="strike">K.</param>
    /// <param name="timeToExpiryYears">T.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="volatility">σ.</param>
    /// <param name="rate">r with D = exp(−rT), per year; enters theta, charm, veta and color.</param>
    public static OptionGreeks Greeks(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility, double rate)
    {
        if (!IsValid(forward, strike, timeToExpiryYears, discountFactor, volatility) || double.IsNaN(rate))
        {
            return Black76Greeks.Invalid;
        }

        return Greeks(
            right,
            forward,
            strike,
            timeToExpiryYears,
            discountFactor,
            volatility,
            rate,
            new BlackTerms(forward, strike, timeToExpiryYears, volatility));
    }

    /// <summary>The same from terms already had; the inputs are valid.</summary>
    internal static OptionGreeks Greeks(
        OptionRight right,
        double forward,
        double strike,
        double timeToExpiryYears,
        double discountFactor,
        double volatility,
        double rate,
        in BlackTerms terms)
    {
        double price = discountFactor * Undiscounted(right, forward, strike, terms);
        double delta = discountFactor * (right == OptionRight.Call ? terms.UpperD1 : -terms.LowerD1);
        double dualDelta = discountFactor * (right == OptionRight.Call ? -terms.UpperD2 : terms.LowerD2);
        return Black76Greeks.From(forward, strike, timeToExpiryYears, discountFactor, volatility, rate, terms, price, delta, dualDelta);
    }

    internal static bool IsValid(double forward, double strike, double timeToExpiryYears, double discountFactor, double volatility) =>
        forward > 0 && forward < double.PositiveInfinity
        && strike >= 0 && strike < double.PositiveInfinity
        && timeToExpiryYears >= 0 && timeToExpiryYears < double.PositiveInfinity
        && discountFactor > 0 && discountFactor < double.PositiveInfinity
        && volatility >= 0 && volatility < double.PositiveInfinity;

    /// <summary>a/b where 0/0 stands for a density that vanished faster than its width.</summary>
    internal static double Over(double a, double b) => a == 0 ? 0 : a / b;

    private static double Undiscounted(OptionRight right, double forward, double strike, in BlackTerms terms)
    {
        double intrinsic = right == OptionRight.Call ? forward - strike : strike - forward;
        return intrinsic > 0 ? intrinsic + terms.TimeValue : terms.TimeValue;
    }
}
