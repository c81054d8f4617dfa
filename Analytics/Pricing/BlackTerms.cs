using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// What all Black-76 values of one option share, undiscounted. With x = ln(F/K), s = σ√T: d₁,₂ = x/s ± s/2, and
/// g = √(FK)·exp(−(x²/s² + s²/4)/2)/√(2π) = F·φ(d₁) = K·φ(d₂). Then F·Φ(d) = g·Y(d) below zero, with Y = Φ/φ, so that tails keep their digits, and
/// the out-of-the-money value is g·(Y(h + t) − Y(h − t)), h = −|x|/s, t = s/2. The exponent is carried in two doubles: a rounding in it would be
/// multiplied by d².
/// </summary>
internal readonly struct BlackTerms
{
    /// <summary>Below this s the values are their limits in double precision.</summary>
    public const double SmallestDeviation = 1e-100;
    private const double LargestDeviation = 1e4;

    /// <summary>g = F·φ(d₁) = K·φ(d₂); 0 where it underflows.</summary>
    public readonly double Density;

    /// <summary>σ√T.</summary>
    public readonly double Deviation;
    public readonly double RootTime;
    public readonly Precise D1;
    public readonly Precise D2;

    /// <summary>Undiscounted value of the right that is out of the money (or at it).</summary>
    public readonly double TimeValue;

    /// <summary>Φ(d₁), Φ(−d₁), Φ(d₂), Φ(−d₂).</summary>
    public readonly double UpperD1;
    public readonly double LowerD1;
    public readonly double UpperD2;
    public readonly double LowerD2;

    /// <summary>For F &gt; 0, K ≥ 0, σ ≥ 0, T ≥ 0, all finite.</summary>
    public BlackTerms(double forward, double strike, double timeToExpiryYears, double volatility)
        : this(forward, strike, strike > 0 ? LogRatio.Evaluate(forward, strike) : default, timeToExpiryYears, volatility)
    {
    }

    /// <summary>The same where ln(F/K) is known better than from a rounded forward; far from the money a rounding of F is multiplied by d₁/s.</summary>
    public BlackTerms(double forward, double strike, Precise logMoneyness, double timeToExpiryYears, double volatility)
    {
        var rootTime = Precise.Sqrt(timeToExpiryYears);
        RootTime = rootTime.High;
        Deviation = RootTime * volatility;
        if (!(Deviation > SmallestDeviation) || strike == 0)
        {
            // The limit: worth intrinsic, with Φ a step; at the money Φ = ½ and the density is that of d = 0.
            int side = forward.CompareTo(strike);
            Density = side == 0 ? forward * NormalDistribution.InverseSqrtTwoPi : 0;
            D1 = D2 = side == 0 ? 0 : side > 0 ? double.PositiveInfinity : double.NegativeInfinity;
            UpperD1 = UpperD2 = side == 0 ? 0.5 : side > 0 ? 1 : 0;
            LowerD1 = LowerD2 = 1 - UpperD1;
            return;
        }

        if (Deviation > LargestDeviation)
        {
            // Worth its bound: the density is below every double from s = 78 on.
            D1 = double.PositiveInfinity;
            D2 = double.NegativeInfinity;
            UpperD1 = LowerD2 = 1;
            TimeValue = Math.Min(forward, strike);
            return;
        }

        var s = rootTime * volatility;
        var x = logMoneyness;
        var ratio = x / s;
        var half = new Precise(0.5 * s.High, 0.5 * s.Low);
        D1 = ratio + half;
        D2 = ratio - half;
        double h = -Math.Abs(ratio.High);
        double t = half.High;
        double root = Math.Sqrt(forward) * Math.Sqrt(strike);
        Density = root * NormalDistribution.InverseSqrtTwoPi * ExpOfMinusHalf(ratio, half);

        double tailD1 = Density > 0 ? Density * NormalDistribution.Mills(-Math.Abs(D1.High)) / forward : 0;
        double tailD2 = Density > 0 ? Density * NormalDistribution.Mills(-Math.Abs(D2.High)) / strike : 0;
        (UpperD1, LowerD1) = D1.High > 0 ? (1 - tailD1, tailD1) : (tailD1, 1 - tailD1);
        (UpperD2, LowerD2) = D2.High > 0 ? (1 - tailD2, tailD2) : (tailD2, 1 - tailD2);

        if (h + t < 1)
        {
            TimeValue = Density > 0 ? Density * MillsDifference.Evaluate(h, t) : 0;
        }
        else
        {
            // Far out in s the value nears its bound, the smaller of F and K; what is missing is small.
            TimeValue = x.High <= 0 ? forward - ((forward * LowerD1) + (strike * UpperD2)) : strike - ((forward * LowerD1) + (strike * UpperD2));
        }
    }

    /// <summary>exp(−(h² + t²)/2) with h, t in two parts each.</summary>
    private static double ExpOfMinusHalf(Precise h, Precise t)
    {
        var square = (h * h) + (t * t);
        double exponential = Math.Exp(-0.5 * square.High);
        return exponential > 0 ? Math.FusedMultiplyAdd(exponential, -0.5 * square.Low, exponential) : 0;
    }
}
