using CsCheck;
using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Tests.Numerics;

public class NormalDistributionTests
{
    [Theory]
    // 40-digit values rounded to double.
    [InlineData(0, 0.5)]
    [InlineData(-0.5, 0.30853753872598689636)]
    [InlineData(1, 0.84134474606854294859)]
    [InlineData(-3, 0.0013498980316300945267)]
    [InlineData(-10, 7.6198530241605260660e-24)]
    [InlineData(-37, 5.7255712225245768227e-300)]
    public void Cumulative_KnownPoints_RelativelyExact(double x, double expected)
    {
        NormalDistribution.Cumulative(x).ShouldBe(expected, Math.Max(4e-16 * expected, 5e-324));
    }

    [Fact]
    public void InverseCumulative_OfCumulative_ReturnsTheArgument()
    {
        Gen.Double[-37, 5].Sample(x =>
        {
            double p = NormalDistribution.Cumulative(x);
            // A last place of p is worth p/φ(x); above zero p crowds toward 1.
            double tolerance = (2e-15 * Math.Max(1, Math.Abs(x))) + (2e-16 * p / NormalDistribution.Density(x));
            NormalDistribution.InverseCumulative(p).ShouldBe(x, tolerance);
        });
    }

    [Fact]
    public void InverseCumulative_Ends_AreInfinite()
    {
        NormalDistribution.InverseCumulative(0).ShouldBe(double.NegativeInfinity);
        NormalDistribution.InverseCumulative(1).ShouldBe(double.PositiveInfinity);
        double.IsNaN(NormalDistribution.InverseCumulative(-0.1)).ShouldBeTrue();
        double.IsNaN(NormalDistribution.InverseCumulative(double.NaN)).ShouldBeTrue();
    }

    [Fact]
    public void Erfc_AndItsScaledForm_Agree()
    {
        Gen.Double[-5, 26].Sample(x =>
        {
            double scaled = ErrorFunction.Erfcx(x);
            (scaled * Math.Exp(-x * x)).ShouldBe(ErrorFunction.Erfc(x), 1e-15 * (2 + (x * x)) * ErrorFunction.Erfc(x));
        });
    }

    [Theory]
    [InlineData(0.5, 0.61569034419292587487)]
    [InlineData(2, 0.25539567631050572848)]
    [InlineData(30, 0.018795888861416751152)]
    [InlineData(-1, 5.0089800807622834970)]
    public void Erfcx_KnownPoints_RelativelyExact(double x, double expected)
    {
        ErrorFunction.Erfcx(x).ShouldBe(expected, 5e-16 * expected);
    }
}
