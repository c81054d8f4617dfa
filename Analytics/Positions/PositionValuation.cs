using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Positions;

/// <summary>What a position is worth, at any time up to its nearest expiry, level of the underlying and shift of volatility; by <see cref="Black76"/> leg by leg.</summary>
public static class PositionValuation
{
    /// <summary>Σ quantity · entry price: what was paid (above 0) or received for it, without interest.</summary>
    public static double Cost(ReadOnlySpan<PositionLeg> legs)
    {
        double cost = 0;
        foreach (ref readonly PositionLeg leg in legs)
        {
            cost += leg.Quantity * leg.EntryPrice;
        }

        return cost;
    }

    /// <summary>The nearest expiry of the options in years from now; 0 without options.</summary>
    public static double HorizonYears(ReadOnlySpan<PositionLeg> legs)
    {
        double horizon = double.PositiveInfinity;
        foreach (ref readonly PositionLeg leg in legs)
        {
            horizon = Math.Min(horizon, leg.TimeToExpiryYears);
        }

        return double.IsInfinity(horizon) ? 0 : horizon;
    }

    /// <summary>The forward of the nearest expiry, the level pay-offs are drawn over; the price of the underlying when there are no options; 0 without legs.</summary>
    public static double HorizonForward(ReadOnlySpan<PositionLeg> legs)
    {
        double forward = 0;
        double time = double.PositiveInfinity;
        foreach (ref readonly PositionLeg leg in legs)
        {
            if (forward == 0 || leg.TimeToExpiryYears < time)
            {
                forward = leg.Forward;
                time = leg.TimeToExpiryYears;
            }
        }

        return forward;
    }

    /// <summary>
    /// The value when every forward has moved by one factor, some years have passed and every volatility is shifted: Σ quantity · V(F·m, K, T − t, D^((T−t)/T),
    /// σ + Δσ). A leg whose expiry is past by then is worth its intrinsic value at the level asked about. A volatility shifted below 0 is 0.
    /// </summary>
    /// <param name="legs">The position.</param>
    /// <param name="move">m &gt; 0, 1 for no move.</param>
    /// <param name="yearsPassed">t ≥ 0.</param>
    /// <param name="volatilityShift">Δσ, per 1.0.</param>
    public static double ValueAt(ReadOnlySpan<PositionLeg> legs, double move, double yearsPassed, double volatilityShift)
    {
        double value = 0;
        foreach (ref readonly PositionLeg leg in legs)
        {
            value += leg.Quantity * ValueOf(leg, leg.Forward * move, yearsPassed, volatilityShift);
        }

        return value;
    }

    /// <summary>Value and sensitivities now, with respect to the level X that all forwards move with.</summary>
    /// <param name="legs">The position.</param>
    /// <param name="referenceLevel">X &gt; 0 now: the spot, or a forward.</param>
    public static PositionGreeks Greeks(ReadOnlySpan<PositionLeg> legs, double referenceLevel)
    {
        PositionGreeks sum = default;
        foreach (ref readonly PositionLeg leg in legs)
        {
            double q = leg.Quantity;
            double perLevel = leg.Forward / referenceLevel;
            if (leg.Kind == PositionLegKind.Underlying)
            {
                sum = sum with { Value = sum.Value + (q * leg.Forward), Delta = sum.Delta + (q * perLevel) };
                continue;
            }

            var at = Black76.Greeks(leg.Right, leg.Forward, leg.Strike, leg.TimeToExpiryYears, leg.DiscountFactor, leg.Volatility);
            double second = q * perLevel * perLevel;
            sum = new(
                sum.Value + (q * at.Price),
                sum.Delta + (q * perLevel * at.Delta),
                sum.Gamma + (second * at.Gamma),
                sum.Vega + (q * at.Vega),
                sum.Theta + (q * at.Theta),
                sum.Rho + (q * at.Rho),
                sum.Vanna + (q * perLevel * at.Vanna),
                sum.Charm + (q * perLevel * at.Charm),
                sum.Volga + (q * at.Volga),
                sum.Veta + (q * at.Veta),
                sum.Speed + (second * perLevel * at.Speed),
                sum.Zomma + (second * at.Zomma),
                sum.Color + (second * at.Color),
                sum.Ultima + (q * at.Ultima));
        }

        return sum;
    }

    /// <summary>One unit of a leg when its forward is at a level.</summary>
    internal static double ValueOf(in PositionLeg leg, double forward, double yearsPassed, double volatilityShift)
    {
        if (leg.Kind == PositionLegKind.Underlying)
        {
            return forward;
        }

        double left = leg.TimeToExpiryYears - yearsPassed;
        if (!(left > 0))
        {
            return Math.Max(0, leg.Right == OptionRight.Call ? forward - leg.Strike : leg.Strike - forward);
        }

        double discountFactor = yearsPassed == 0 ? leg.DiscountFactor : Math.Pow(leg.DiscountFactor, left / leg.TimeToExpiryYears);
        return Black76.Price(leg.Right, forward, leg.Strike, left, discountFactor, Math.Max(0, leg.Volatility + volatilityShift));
    }
}
