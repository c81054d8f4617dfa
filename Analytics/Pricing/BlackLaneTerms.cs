using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Pricing;

/// <summary><see cref="BlackTerms"/> on lanes, in single doubles.</summary>
internal readonly struct BlackLaneTerms<T>
    where T : struct, ILanes<T>
{
    /// <summary>g = F·φ(d₁) = K·φ(d₂).</summary>
    public readonly T Density;
    public readonly T D1;
    public readonly T D2;

    /// <summary>Undiscounted value of the right that is out of the money.</summary>
    public readonly T TimeValue;

    /// <summary>Φ(±d₁), Φ(±d₂), with the sign of the right: call +, put −.</summary>
    public readonly T TowardD1;
    public readonly T TowardD2;

    /// <param name="forward">F.</param>
    /// <param name="strike">K.</param>
    /// <param name="x">ln(F/K).</param>
    /// <param name="s">σ√T.</param>
    /// <param name="sign">1 for a call, −1 for a put.</param>
    public BlackLaneTerms(T forward, T strike, T x, T s, T sign)
    {
        T ratio = x / s;
        T t = T.Create(0.5) * s;
        T distance = T.Abs(ratio);
        D1 = ratio + t;
        D2 = ratio - t;
        T exponent = T.Create(-0.5) * T.MultiplyAdd(ratio, ratio, t * t);
        Density = T.Sqrt(forward * strike) * T.Create(NormalDistribution.InverseSqrtTwoPi) * LaneMath.Exp(exponent);
        TimeValue = Density * s * LaneMath.OddSeries(distance, t * t, T.Less(T.Create(LaneMath.ShortSeriesDeviation), s));
        TowardD1 = Toward(sign * D1, Density / forward);
        TowardD2 = Toward(sign * D2, Density / strike);
    }

    /// <summary>Φ(d), with φ(d) given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Toward(T d, T density)
    {
        T tail = density * LaneMath.Mills(T.Abs(d));
        return T.Select(T.Less(T.Create(0), d), T.Create(1) - tail, tail);
    }
}
