using CsCheck;
using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Tests.Numerics;

/// <summary>The functions of the vectorised kernels against the scalar ones; that the widths agree is held by the tests of the batches.</summary>
public class LaneMathTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void LogRatio_OrdinaryNumbers_IsTheLogarithmOfTheQuotient()
    {
        var near = Gen.Double[-15, -1].Select(e => 1 + Math.Pow(10, e));
        var far = Gen.Double[-60, 60].Select(e => Math.Pow(10, e));
        Gen.Select(Gen.Double[1e-3, 1e5], Gen.OneOf(near, far)).Sample((a, factor) =>
        {
            double b = a * factor;
            double expected = LogRatio.Evaluate(a, b).Value;
            double found = LaneMath.LogRatio(new OneLane(a), new OneLane(b)).Value;
            Math.Abs(found - expected).ShouldBeLessThanOrEqualTo(2 * Epsilon * Math.Abs(expected), $"{a:R} {b:R}");
        });
    }

    [Fact]
    public void Exp_WhereItIsUsed_IsTheExponential()
    {
        Gen.Double[-100, 100].Sample(x =>
            LaneMath.Exp(new OneLane(x)).Value.ShouldBe(Math.Exp(x), 2 * Epsilon * Math.Exp(x), $"{x:R}"));
    }

    [Fact]
    public void Mills_WhereItIsUsed_IsMillsRatio()
    {
        Gen.Double[0, 14].Sample(y =>
        {
            double expected = NormalDistribution.Mills(-y);
            LaneMath.Mills(new OneLane(y)).Value.ShouldBe(expected, 4 * Epsilon * expected, $"{y:R}");
        });
    }

    [Fact]
    public void OddSeries_WhereItIsUsed_IsTheDifferenceOfMillsRatios()
    {
        Gen.Select(Gen.Double[0, LaneMath.LargestDistance], Gen.Double[-4, 0].Select(e => 0.5 * LaneMath.LargestDeviation * Math.Pow(10, e))).Sample((distance, t) =>
        {
            if (2 * distance * t > LaneMath.LargestLogMoneyness)
            {
                return;
            }

            var isLong = OneLane.Less(new(LaneMath.ShortSeriesDeviation), new(2 * t));
            double found = LaneMath.OddSeries(new OneLane(distance), new OneLane(t * t), isLong).Value;
            found.ShouldBe(MillsDifference.Evaluate(-distance, t) / (2 * t), 8 * Epsilon, $"|h| {distance:R} t {t:R}");
        });
    }
}
