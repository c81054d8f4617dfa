namespace TradingAnalytics.Engine.Surfaces;

/// <summary>The numbers of the rule that makes a smile of a chain, in one place.</summary>
public static class SmileRules
{
    /// <summary>A slice has five parameters.</summary>
    public const int MinimumPoints = 5;

    /// <summary>So many near the money make its level, slope and bend more than a guess.</summary>
    public const int MinimumNearPoints = 3;

    /// <summary>"Near the money" is |k| ≤ this many σ_ATM√T.</summary>
    public const double NearDeviations = 1.5;

    /// <summary>A premium whose error is worth more than this share of its volatility has no say.</summary>
    internal const double LooseShare = 0.1;

    /// <summary>Of two premiums that contradict each other, one is to blame when its error is this many times the other's.</summary>
    internal const double LooserTimes = 1.5;

    /// <summary>What five parameters leave of a real smile at the money, as a share of volatility; the allowance grows with the fourth power of the distance.</summary>
    internal const double ModelShare = 0.004;

    /// <summary>Distance, in deviations, at which the allowance is four times that at the money.</summary>
    internal const double ModelReach = 2.5;

    /// <summary>What a coarse timestamp hides of a trade's age.</summary>
    internal const double HiddenAgeSeconds = 24;

    /// <summary>Tukey's biweight: an error of this many robust deviations has no say.</summary>
    internal const double OutlierDeviations = 5;

    /// <summary>What is left of it between options of one chain: the forward is that of the same trades.</summary>
    internal const double SharedAgeSeconds = 2;

    /// <summary>A squared error at the money counts so many of one far from it.</summary>
    private const double NearEmphasis = 4;

    internal const double SecondsPerYear = 365.0 * 86_400;

    /// <summary>The weight of a squared error by its distance in units of "near": where traders are, five parameters are to fit best; far out they may be what the wings leave.</summary>
    internal static double Emphasis(double distance)
    {
        double square = distance * distance;
        return 1 + ((NearEmphasis - 1) * Math.Exp(-square * square));
    }

    /// <summary>How far "near the money" reaches in log-moneyness.</summary>
    public static double NearReach(double atmVolatility, double timeToExpiryYears) => NearDeviations * atmVolatility * Math.Sqrt(timeToExpiryYears);
}
