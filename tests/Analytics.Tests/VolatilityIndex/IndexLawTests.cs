using CsCheck;
using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.VolatilityIndex;

namespace TradingAnalytics.Analytics.Tests.VolatilityIndex;

public class IndexLawTests
{
    private static readonly Gen<(double Forward, double Volatility, double Years, double Rate, double Step)> World = Gen.Select(
        Gen.Double[50, 30_000], Gen.Double[0.06, 0.9], Gen.Double[2 / 365.0, 0.5], Gen.Double[-0.02, 0.1], Gen.Double[0.02, 0.3]);

    [Fact]
    public void Of_FlatBlackWorld_IsItsVolatilityWithinTheStepsShare()
    {
        World.Sample(world =>
        {
            (double forward, double volatility, double years, double rate, double step) = world;
            double deviation = volatility * Math.Sqrt(years);
            double width = step * forward * deviation;
            // Ten deviations either way hold all the value there is.
            int below = (int)Math.Min(10 / step, (forward / width) - 1);
            int above = (int)(forward * (Math.Exp(10 * deviation) - 1) / width);
            double[] strikes = [.. Enumerable.Range(-below, below + Math.Min(above, 4_000) + 1).Select(i => (forward * 1.0001) + (i * width))];
            double discount = Math.Exp(-rate * years);
            double[] calls = [.. strikes.Select(strike => Black76.Price(OptionRight.Call, forward, strike, years, discount, volatility))];
            double[] puts = [.. strikes.Select(strike => Black76.Price(OptionRight.Put, forward, strike, years, discount, volatility))];

            var cboe = CboeVariance.Of(strikes, calls, calls, puts, puts, years, rate);
            var india = IndiaVariance.Of(
                strikes, calls, calls, puts, puts, forward, years, rate, new double[IndiaVariance.ScratchPerStrike * strikes.Length]);

            // The strip is a trapezium sum over a kink of height 1 in slope: at most step²/6 of the variance, doubled for the next order.
            double bound = (step * step / 3) + 1e-6;
            (cboe.Variance / (volatility * volatility)).ShouldBe(1, bound, $"{world} Cboe {cboe}");
            (india.Variance / (volatility * volatility)).ShouldBe(1, bound, $"{world} India {india}");
        });
    }

    [Fact]
    public void Of_SameCompleteQuotes_BothMethodsAgree()
    {
        // Every strike quoted tightly and the future at the parity forward: nothing is left in which the methods differ.
        double[] strikes = [.. Enumerable.Range(0, 81).Select(i => 20_000 + (100.0 * i))];
        double[] calls = [.. strikes.Select(strike => Black76.Price(OptionRight.Call, 24_030, strike, 0.1, 0.99, 0.14))];
        double[] puts = [.. strikes.Select(strike => Black76.Price(OptionRight.Put, 24_030, strike, 0.1, 0.99, 0.14))];
        double rate = -Math.Log(0.99) / 0.1;

        var cboe = CboeVariance.Of(strikes, calls, calls, puts, puts, 0.1, rate);
        var india = IndiaVariance.Of(strikes, calls, calls, puts, puts, cboe.Forward, 0.1, rate, new double[IndiaVariance.ScratchPerStrike * strikes.Length]);

        india.ShouldBe(cboe);
    }

    [Fact]
    public void AtTerm_OneVariance_IsItsVolatilityAtAnyTerm()
    {
        Gen.Select(Gen.Double[0.05, 2], Gen.Double[100, 40_000], Gen.Double[1, 80_000], Gen.Double[1_000, 100_000]).Sample(terms =>
        {
            (double volatility, double near, double apart, double term) = terms;
            IndexInterpolation.AtTerm(volatility * volatility, near, volatility * volatility, near + apart, term)!.Value.ShouldBe(100 * volatility, 1e-6 * volatility);
        });
    }

    [Fact]
    public void Spline_ThroughAStraightLine_IsTheLineAndItsEndsAreStraight()
    {
        double[] x = [1, 2, 4, 5, 8];
        double[] line = [.. x.Select(at => 3 - (2 * at))];
        double[] bent = [1, -1, 2, 0.5, 0.25];
        double[] curvature = new double[5];

        NaturalCubicSpline.Fit(x, line, curvature, new double[5]);
        NaturalCubicSpline.At(x, line, curvature, 1, 3.3).ShouldBe(3 - 6.6, 1e-14);

        NaturalCubicSpline.Fit(x, bent, curvature, new double[5]);
        curvature[0].ShouldBe(0);
        curvature[4].ShouldBe(0);
        for (int knot = 1; knot < 4; knot++)
        {
            // Value and slope meet at every knot.
            NaturalCubicSpline.At(x, bent, curvature, knot - 1, x[knot]).ShouldBe(bent[knot], 1e-14);
            NaturalCubicSpline.At(x, bent, curvature, knot, x[knot]).ShouldBe(bent[knot], 1e-14);
            double Slope(int piece, double at) =>
                (NaturalCubicSpline.At(x, bent, curvature, piece, at + 1e-5) - NaturalCubicSpline.At(x, bent, curvature, piece, at - 1e-5)) / 2e-5;
            Slope(knot - 1, x[knot]).ShouldBe(Slope(knot, x[knot]), 1e-8);
        }
    }
}
