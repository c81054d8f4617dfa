using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// Exposures per leg and chain. Convention: open interest counts + for calls and − for puts, as if dealers were long every call and short every put;
/// a positive total gamma then dampens moves, a negative one feeds them. Greeks are Black-76 in the forward; since S·∂/∂S = F·∂/∂F when the forward
/// is proportional to the spot, currency amounts are the same in either.
/// </summary>
public static class ChainExposures
{
    internal const double OnePercent = 0.01;

    /// <summary>The exposure of one leg; zero when it has no volatility or no open interest.</summary>
    public static Exposure OfLeg(ExposureLeg leg, double forward, double timeToExpiryYears, double discountFactor)
    {
        if (!leg.Counts)
        {
            return default;
        }

        var greeks = Black76.Greeks(leg.Right, forward, leg.Strike, timeToExpiryYears, discountFactor, leg.Volatility);
        return OfLeg(leg, forward, greeks.Gamma, greeks.Delta, greeks.Vanna, greeks.Charm);
    }

    /// <summary>The same of a leg that counts, from its sensitivities in the raw units of <see cref="OptionGreeks"/>: a chain computes them all at once (<see cref="BlackGreeksBatch"/>).</summary>
    public static Exposure OfLeg(ExposureLeg leg, double forward, double gamma, double delta, double vanna, double charm)
    {
        double units = leg.Sign * leg.OpenInterest;
        return new(
            gamma * forward * forward * OnePercent * units,
            delta * forward * units,
            vanna * forward * TraderGreeks.PercentagePoint * units,
            charm / TraderGreeks.CalendarDaysPerYear * forward * units);
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
        double logLevel = Math.Log(level);
        foreach (var leg in legs)
        {
            sum += GammaTerm.Of(leg, timeToExpiryYears, discountFactor)?.At(logLevel) ?? 0;
        }

        return level * sum;
    }

    /// <summary>
    /// The flip level: the forward nearest to today's at which total gamma changes sign, each strike keeping its volatility; looked for over
    /// <see cref="GammaProfile.Moves"/>. Null when it does not change there. Allocates: the live chain keeps its terms and profile.
    /// </summary>
    public static double? FindGammaFlip(ReadOnlySpan<ExposureLeg> legs, double forward, double timeToExpiryYears, double discountFactor)
    {
        var terms = new GammaTerms();
        foreach (var leg in legs)
        {
            if (GammaTerm.Of(leg, timeToExpiryYears, discountFactor) is { } term)
            {
                terms.Add(term);
            }
        }

        Span<double> profile = stackalloc double[GammaProfile.Count];
        GammaProfile.Fill(terms, forward, profile);
        return GammaProfile.FindFlip(terms, forward, profile) is { } move ? forward * (1 + move) : null;
    }
}
