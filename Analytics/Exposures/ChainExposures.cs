using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// Exposures per leg and chain. Convention: open interest counts + for calls and − for puts, as if dealers were long every call and short every put;
/// a positive total gamma then dampens moves, a negative one feeds them. Greeks are Black-76 in the forward; since S·∂/∂S = F·∂/∂F when the forward
/// is proportional to the spot, currency amounts are the same in either.
/// </summary>
public static class ChainExposures
{
    private const double OnePercent = 0.01;

    /// <summary>The exposure of one leg; zero when it has no volatility or no open interest.</summary>
    public static Exposure OfLeg(ExposureLeg leg, double forward, double timeToExpiryYears, double discountFactor)
    {
        if (!leg.Counts)
        {
            return default;
        }

        var greeks = Black76.Greeks(leg.Right, forward, leg.Strike, timeToExpiryYears, discountFactor, leg.Volatility);
        double units = leg.Sign * leg.OpenInterest;
        return new(
            greeks.Gamma * forward * forward * OnePercent * units,
            greeks.Delta * forward * units,
            greeks.Vanna * forward * TraderGreeks.PercentagePoint * units,
            greeks.Charm / TraderGreeks.CalendarDaysPerYear * forward * units);
    }

    /// <summary>
    /// The sums over a chain and its walls. With <paramref name="perLeg"/> as long as the legs it receives each leg's exposure; it may be empty.
    /// </summary>
    public static ExposureSummary Of(
        ReadOnlySpan<ExposureLeg> legs, double forward, double timeToExpiryYears, double discountFactor, Span<Exposure> perLeg)
    {
        if (perLeg.Length != 0 && perLeg.Length != legs.Length)
        {
            throw new ArgumentException("One exposure per leg, or none.", nameof(perLeg));
        }

        var total = default(Exposure);
        double? callWall = null;
        double? putWall = null;
        double mostCalls = 0;
        double mostPuts = 0;
        int leftOut = 0;
        for (int i = 0; i < legs.Length; i++)
        {
            var exposure = OfLeg(legs[i], forward, timeToExpiryYears, discountFactor);
            if (perLeg.Length != 0)
            {
                perLeg[i] = exposure;
            }

            leftOut += legs[i].OpenInterest > 0 && !legs[i].Counts ? 1 : 0;
            total += exposure;
            if (exposure.Gamma > mostCalls)
            {
                mostCalls = exposure.Gamma;
                callWall = legs[i].Strike;
            }
            else if (exposure.Gamma < mostPuts)
            {
                mostPuts = exposure.Gamma;
                putWall = legs[i].Strike;
            }
        }

        return new(total, callWall, putWall, leftOut);
    }

    /// <summary>Total gamma exposure were the forward at <paramref name="level"/>, each strike keeping its volatility.</summary>
    public static double GammaAt(ReadOnlySpan<ExposureLeg> legs, double level, double timeToExpiryYears, double discountFactor)
    {
        double sum = 0;
        foreach (var leg in legs)
        {
            if (leg.Counts)
            {
                var greeks = Black76.FirstOrder(leg.Right, level, leg.Strike, timeToExpiryYears, discountFactor, leg.Volatility, 0);
                sum += leg.Sign * leg.OpenInterest * greeks.Gamma * level * level * OnePercent;
            }
        }

        return sum;
    }

    /// <summary>
    /// The flip level: the forward nearest to today's at which total gamma changes sign, each strike keeping its volatility; searched within
    /// <paramref name="reach"/> (a share of the forward) on either side. Null when it does not change there.
    /// </summary>
    public static double? FindGammaFlip(
        ReadOnlySpan<ExposureLeg> legs, double forward, double timeToExpiryYears, double discountFactor, double reach = 0.15)
    {
        const int Steps = 60;
        double width = forward * reach / Steps;
        double here = GammaAt(legs, forward, timeToExpiryYears, discountFactor);
        if (here == 0)
        {
            return null;
        }

        double below = here;
        double above = here;
        for (int i = 1; i <= Steps; i++)
        {
            double high = GammaAt(legs, forward + (i * width), timeToExpiryYears, discountFactor);
            double low = GammaAt(legs, forward - (i * width), timeToExpiryYears, discountFactor);
            double? up = (high > 0) != (above > 0)
                ? Bisect(legs, forward + ((i - 1) * width), forward + (i * width), above, timeToExpiryYears, discountFactor)
                : null;
            double? down = (low > 0) != (below > 0)
                ? Bisect(legs, forward - ((i - 1) * width), forward - (i * width), below, timeToExpiryYears, discountFactor)
                : null;
            if (up is { } || down is { })
            {
                return down is not { } lower ? up : up is not { } upper || forward - lower <= upper - forward ? lower : up;
            }

            below = low;
            above = high;
        }

        return null;
    }

    private static double Bisect(
        ReadOnlySpan<ExposureLeg> legs, double near, double far, double atNear, double timeToExpiryYears, double discountFactor)
    {
        for (int i = 0; i < 50; i++)
        {
            double middle = 0.5 * (near + far);
            if ((GammaAt(legs, middle, timeToExpiryYears, discountFactor) > 0) == (atNear > 0))
            {
                near = middle;
            }
            else
            {
                far = middle;
            }
        }

        return 0.5 * (near + far);
    }
}
