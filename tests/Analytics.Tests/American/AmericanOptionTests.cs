using CsCheck;
using TradingAnalytics.Analytics.American;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.American;

public class AmericanOptionTests
{
    private const int Samples = 60;

    /// <summary>Where there is one boundary at most.</summary>
    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Bool, Gen.Double[60, 160], Gen.Double[0.02, 4], Gen.Double[0, 0.12], Gen.Double[0, 0.12], Gen.Double[0.08, 0.9],
        (call, spot, time, rate, yield, volatility) => new Case(call ? OptionRight.Call : OptionRight.Put, spot, 100, time, rate, yield, volatility));

    [Fact]
    public void Value_AndersenLakeOffengendenExample_MatchesTheirBenchmark()
    {
        // Andersen, Lake and Offengenden (2016), table 2: premium at K = S = 100, one year, r = q = 5 %, σ = 25 %.
        var put = AmericanOption.Value(OptionRight.Put, 100, 100, 1, 0.05, 0.05, 0.25);

        put.EarlyExercisePremium.ShouldBe(0.106952702747, 1e-10);
    }

    [Fact]
    public void Value_AqfedExample_MatchesItsPrice()
    {
        // AQFED.jl (F. Le Floc'h), src/american/README.md, seven collocation points: its own test asks for 1e-5 of that.
        AmericanOption.Value(OptionRight.Put, 80, 100, 0.75, 0.04, 0, 0.3).Price.ShouldBe(21.086135735070997, 1e-5);
    }

    [Theory]
    // N. Ju, "An approximate formula for pricing American options", J. Derivatives (1999), exhibits 3 and 6, as listed in QuantLib's americanoption.cpp: his
    // approximation, not the exact value, which the long-dated ones miss by up to 1 %.
    [InlineData(OptionRight.Put, 40, 35, 0.3333, 0.0488, 0, 0.2, 0.201)]
    [InlineData(OptionRight.Put, 40, 40, 0.5833, 0.0488, 0, 0.2, 1.984)]
    [InlineData(OptionRight.Put, 40, 45, 0.5833, 0.0488, 0, 0.2, 5.260)]
    [InlineData(OptionRight.Put, 40, 45, 0.5833, 0.0488, 0, 0.3, 6.231)]
    [InlineData(OptionRight.Put, 40, 40, 0.3333, 0.0488, 0, 0.4, 3.381)]
    [InlineData(OptionRight.Put, 40, 45, 0.0833, 0.0488, 0, 0.2, 5.000)]
    [InlineData(OptionRight.Call, 80, 100, 3, 0.03, 0.07, 0.2, 2.605)]
    [InlineData(OptionRight.Call, 120, 100, 3, 0.03, 0.07, 0.4, 32.709)]
    [InlineData(OptionRight.Call, 100, 100, 3, 0.00001, 0.07, 0.3, 13.158)]
    [InlineData(OptionRight.Call, 110, 100, 3, 0.07, 0.03, 0.3, 30.028)]
    public void Value_JuTable_IsWithinHisApproximation(
        OptionRight right, double spot, double strike, double time, double rate, double yield, double volatility, double expected)
    {
        AmericanOption.Value(right, spot, strike, time, rate, yield, volatility).Price.ShouldBe(expected, Math.Max(0.01, 0.01 * expected));
    }

    [Theory]
    [InlineData(OptionRight.Put, 40, 45, 0.5833, 0.0488, 0, 0.2)]
    [InlineData(OptionRight.Put, 100, 100, 1, 0.02, 0.10, 0.3)]
    [InlineData(OptionRight.Put, 100, 100, 1, 0.05, -0.05, 0.2)]
    [InlineData(OptionRight.Put, 99.5, 100, 1, 0, -0.05, 0.2)]
    [InlineData(OptionRight.Put, 100, 100, 1, 0.05, 0, 0.05)]
    [InlineData(OptionRight.Call, 100, 100, 3, 0.03, 0.07, 0.2)]
    [InlineData(OptionRight.Call, 110, 100, 0.5, 0.10, 0.10, 0.35)]
    [InlineData(OptionRight.Call, 100, 100, 2, -0.03, 0.02, 0.3)]
    public void Value_AgainstAFineTree_Agrees(OptionRight right, double spot, double strike, double time, double rate, double yield, double volatility)
    {
        double tree = BinomialTree.Price(right, spot, strike, time, rate, yield, volatility, 2_000);

        // The tree's own error is about a hundredth of a percent of the strike over its steps.
        AmericanOption.Value(right, spot, strike, time, rate, yield, volatility).Price.ShouldBe(tree, 1.5e-4);
    }

    [Fact]
    public void Value_AnyOption_LiesBetweenItsBounds()
    {
        Cases.Sample(
            c =>
            {
                var value = c.Value;
                value.Status.ShouldBe(AmericanStatus.Ok, c.ToString());
                double european = BlackScholes.Price(c.Right, c.Spot, c.Strike, c.Time, c.Rate, c.Yield, c.Volatility);
                double intrinsic = c.Right == OptionRight.Call ? c.Spot - c.Strike : c.Strike - c.Spot;
                value.EarlyExercisePremium.ShouldBeGreaterThanOrEqualTo(0, c.ToString());
                value.Price.ShouldBeGreaterThanOrEqualTo(Math.Max(european, intrinsic) - 1e-12, c.ToString());
                value.Price.ShouldBeLessThanOrEqualTo(c.Right == OptionRight.Call ? c.Spot : c.Strike, c.ToString());

                // More time and more volatility never cost.
                (c with { Time = c.Time * 1.1 }).Value.Price.ShouldBeGreaterThanOrEqualTo(value.Price - 1e-6, c.ToString());
                (c with { Volatility = c.Volatility * 1.1 }).Value.Price.ShouldBeGreaterThanOrEqualTo(value.Price - 1e-6, c.ToString());
            },
            iter: Samples);
    }

    [Fact]
    public void Value_CallAndPut_AreSymmetric()
    {
        Cases.Sample(
            c =>
            {
                var mirror = new Case(
                    c.Right == OptionRight.Call ? OptionRight.Put : OptionRight.Call, c.Strike, c.Spot, c.Time, c.Yield, c.Rate, c.Volatility);
                var value = c.Value;
                var other = mirror.Value;
                other.Price.ShouldBe(value.Price, 1e-12, c.ToString());

                // What the price does in the strike of one it does in the spot of the other.
                double slope = ((c with { Strike = c.Strike + 0.01 }).Value.Price - (c with { Strike = c.Strike - 0.01 }).Value.Price) / 0.02;
                other.Delta.ShouldBe(slope, 1e-3 * Math.Max(1, value.Gamma * 100), c.ToString());
            },
            iter: Samples / 3);
    }

    [Fact]
    public void Value_AtTheBoundary_MeetsTheIntrinsicValueSmoothly()
    {
        Cases.Where(c => c.Rate > 0.01 && c.Yield > 0.01).Sample(
            c =>
            {
                double boundary = c.Value.ExerciseBoundary;
                double side = c.Right == OptionRight.Call ? -1 : 1;
                var alive = (c with { Spot = boundary * (1 + (side * 1e-6)) }).Value;
                var dead = (c with { Spot = boundary * (1 - (side * 1e-6)) }).Value;
                dead.Price.ShouldBe(Math.Abs(dead.Price), c.ToString());
                dead.Theta.ShouldBe(0, c.ToString());

                // Value and slope go over without a step.
                alive.Price.ShouldBe(Math.Abs((boundary * (1 + (side * 1e-6))) - c.Strike), 1e-6 * c.Strike, c.ToString());
                alive.Delta.ShouldBe(-side, 2e-4, c.ToString());
            },
            iter: Samples / 2);
    }

    [Fact]
    public void Value_Sensitivities_AreTheSlopesOfThePrice()
    {
        Cases.Sample(
            c =>
            {
                var value = c.Value;
                if (value.Theta == 0 || Math.Abs(c.Spot - value.ExerciseBoundary) < 2)
                {
                    return;
                }

                const double Step = 0.02;
                double up = (c with { Spot = c.Spot + Step }).Value.Price;
                double down = (c with { Spot = c.Spot - Step }).Value.Price;
                value.Delta.ShouldBe((up - down) / (2 * Step), 1e-4, c.ToString());
                value.Gamma.ShouldBe((up - (2 * value.Price) + down) / (Step * Step), 1e-4, c.ToString());
                double time = 1e-3 * c.Time;
                double theta = ((c with { Time = c.Time - time }).Value.Price - (c with { Time = c.Time + time }).Value.Price) / (2 * time);
                value.Theta.ShouldBe(theta, 2e-3 * (1 + Math.Abs(theta)), c.ToString());
            },
            iter: Samples / 2);
    }

    [Theory]
    [InlineData(OptionRight.Put, 0, 0.03)]
    [InlineData(OptionRight.Put, -0.02, -0.01)]
    [InlineData(OptionRight.Call, 0.05, 0)]
    [InlineData(OptionRight.Call, -0.01, -0.02)]
    public void Value_ExerciseNeverPays_IsTheEuropean(OptionRight right, double rate, double yield)
    {
        var value = AmericanOption.Value(right, 100, 105, 1, rate, yield, 0.2);

        value.Price.ShouldBe(BlackScholes.Price(right, 100, 105, 1, rate, yield, 0.2), 1e-13);
        value.EarlyExercisePremium.ShouldBe(0);
        double.IsNaN(value.ExerciseBoundary).ShouldBeTrue();
    }

    [Theory]
    [InlineData(OptionRight.Put, -0.01, -0.03)]
    [InlineData(OptionRight.Call, -0.03, -0.01)]
    public void Value_TwoBoundaries_SaysSo(OptionRight right, double rate, double yield) =>
        AmericanOption.Value(right, 100, 100, 1, rate, yield, 0.2).Status.ShouldBe(AmericanStatus.TwoBoundaries);

    [Fact]
    public void Value_Limits_AreTaken()
    {
        AmericanOption.Value(OptionRight.Put, 90, 100, 0, 0.05, 0, 0.2).Price.ShouldBe(10);
        AmericanOption.Value(OptionRight.Put, 110, 100, 0, 0.05, 0, 0.2).Price.ShouldBe(0);

        // A certain spot that falls to the strike's worth and below: exercise where r·K·e^(−rt) = q·S·e^(−qt).
        double best = Enumerable.Range(0, 100_001).Max(i => (100 * Math.Exp(-0.02 * i / 1e4)) - (110 * Math.Exp(-0.1 * i / 1e4)));
        AmericanOption.Value(OptionRight.Put, 110, 100, 10, 0.02, 0.1, 0).Price.ShouldBe(best, 1e-8);
        AmericanOption.Value(OptionRight.Put, 110, 100, 10, 0.02, 0.1, 1e-3).Price.ShouldBe(best, 0.01);
    }

    [Theory]
    [InlineData(0, 100, 1, 0.2)]
    [InlineData(100, 0, 1, 0.2)]
    [InlineData(100, 100, -1, 0.2)]
    [InlineData(100, 100, 1, double.NaN)]
    public void Value_OutsideTheDomain_IsInvalidInput(double spot, double strike, double time, double volatility) =>
        AmericanOption.Value(OptionRight.Put, spot, strike, time, 0.05, 0, volatility).Status.ShouldBe(AmericanStatus.InvalidInput);

    [Fact]
    public void Value_AllocatesNothing()
    {
        double sum = 0;
        Allocations.OfRounds(() =>
        {
            for (int i = 0; i < 15; i++)
            {
                sum += AmericanOption.Value(OptionRight.Put, 90 + i, 100, 0.5, 0.05, 0.02, 0.25).Price;
                sum += AmericanOption.Value(OptionRight.Call, 90 + i, 100, 0.5, 0.05, 0.02, 0.25).Price;
            }
        }).ShouldBe(0);
        sum.ShouldBeGreaterThan(0);
    }

    private sealed record Case(OptionRight Right, double Spot, double Strike, double Time, double Rate, double Yield, double Volatility)
    {
        public AmericanValue Value => AmericanOption.Value(Right, Spot, Strike, Time, Rate, Yield, Volatility);
    }
}
