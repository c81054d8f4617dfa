using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>The volatility at which a model gives an option's price. Pure, allocation-free, accurate to the last places the price determines.</summary>
public static class ImpliedVolatilitySolver
{
    /// <summary>
    /// Black-76 implied volatility. The time value is taken exactly (the intrinsic value subtracted without rounding) and solved for where options
    /// trade by one step from a close guess (<see cref="BlackVolatilityKernel"/>), elsewhere by <see cref="NormalisedBlackSolver">Jäckel's method</see>.
    /// </summary>
    /// <param name="right">Call or put.</param>
    /// <param name="forward">F &gt; 0.</param>
    /// <param name="strike">K ≥ 0.</param>
    /// <param name="timeToExpiryYears">T in years; none left is <see cref="VolatilityStatus.Expired"/>.</param>
    /// <param name="discountFactor">D &gt; 0 from today to expiry; 1 when <paramref name="price"/> is undiscounted.</param>
    /// <param name="price">The premium paid today.</param>
    public static VolatilityResult Black(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double price)
    {
        if (LaneMath.IsOrdinary(forward) && LaneMath.IsOrdinary(strike) && LaneMath.IsOrdinary(discountFactor)
            && timeToExpiryYears is > 0 and < double.PositiveInfinity)
        {
            var deviation = BlackVolatilityKernel.Deviation<OneLane>(
                new(forward), new(strike), new(discountFactor), new(price), new(right == OptionRight.Call ? 1.0 : -1.0), out uint solved);
            if (solved != 0)
            {
                return new(deviation.Value / Math.Sqrt(timeToExpiryYears), VolatilityStatus.Ok);
            }
        }

        return BlackAnywhere(right, forward, strike, timeToExpiryYears, discountFactor, price);
    }

    /// <summary>The whole domain: double-double where digits cancel, as many steps as it takes.</summary>
    internal static VolatilityResult BlackAnywhere(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double price)
    {
        if (!(forward > 0 && double.IsFinite(forward) && strike >= 0 && double.IsFinite(strike)))
        {
            return VolatilityResult.None(VolatilityStatus.InvalidInput);
        }

        var status = TimeValue.Split(right, forward, strike, timeToExpiryYears, discountFactor, price, out Precise timeValue);
        if (status != VolatilityStatus.Ok)
        {
            return VolatilityResult.None(status);
        }

        double bound = Math.Min(forward, strike);
        double complement = (new Precise(bound, 0) - timeValue).Value;
        if (!(complement > 0) || (timeValue.High >= bound))
        {
            return VolatilityResult.None(VolatilityStatus.AboveBound);
        }

        double x = -Math.Abs(LogRatio.Evaluate(forward, strike).Value);
        double scale = Math.Sqrt(forward) * Math.Sqrt(strike);
        double value = timeValue.High / scale;
        double logValue = value > 1e-290 ? Math.Log(value) : Math.Log(timeValue.High) - Math.Log(scale);
        double s = NormalisedBlackSolver.Solve(x, value, logValue, complement / scale);
        return new(s / Math.Sqrt(timeToExpiryYears), VolatilityStatus.Ok);
    }

    /// <summary>
    /// Bachelier (normal) implied volatility, in price units per √year. Forward and strike may be negative.
    /// With d = |F − K|/(σ√T) the time value over |F − K| is φ(d)·y₁(d)/d, whose logarithm is solved for in ln d by Halley steps; at F = K
    /// the volatility is value·√(2π/T).
    /// </summary>
    /// <param name="right">Call or put.</param>
    /// <param name="forward">F, any sign.</param>
    /// <param name="strike">K, any sign.</param>
    /// <param name="timeToExpiryYears">T in years.</param>
    /// <param name="discountFactor">D &gt; 0 from today to expiry.</param>
    /// <param name="price">The premium paid today.</param>
    public static VolatilityResult Bachelier(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double price)
    {
        if (!(double.IsFinite(forward) && double.IsFinite(strike)))
        {
            return VolatilityResult.None(VolatilityStatus.InvalidInput);
        }

        var status = TimeValue.Split(right, forward, strike, timeToExpiryYears, discountFactor, price, out Precise timeValue);
        if (status != VolatilityStatus.Ok)
        {
            return VolatilityResult.None(status);
        }

        double moneyness = Math.Abs(forward - strike);
        double rootTime = Math.Sqrt(timeToExpiryYears);
        if (moneyness == 0)
        {
            return new(timeValue.Value / NormalDistribution.InverseSqrtTwoPi / rootTime, VolatilityStatus.Ok);
        }

        double deviation = NormalisedBachelierSolver.Solve(moneyness, timeValue.Value);
        return double.IsFinite(deviation) ? new(deviation / rootTime, VolatilityStatus.Ok) : VolatilityResult.None(VolatilityStatus.AboveBound);
    }
}
