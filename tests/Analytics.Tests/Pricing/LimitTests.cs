using System.Reflection;
using CsCheck;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>The ends of the domain: no time, no volatility, no strike, extreme magnitudes.</summary>
public class LimitTests
{
    private static readonly double[] Levels = [5e-324, 1e-300, 1e-10, 1, 100, 100.0000000001, 24000, 1e10, 1e300, double.MaxValue];
    private static readonly double[] Deviations = [0, 5e-324, 1e-200, 1e-9, 0.01, 1, 40, 1e10, 1e300];
    private static readonly double[] Times = [0, 5e-324, 1e-9, 0.5, 1000, 1e300];

    [Fact]
    public void Greeks_EveryValidCorner_HasNoNaN()
    {
        foreach (double forward in Levels)
        {
            foreach (double strike in Levels.Append(0))
            {
                foreach (double time in Times)
                {
                    foreach (double volatility in Deviations)
                    {
                        foreach (var right in Enum.GetValues<OptionRight>())
                        {
                            NoNaN(Black76.Greeks(right, forward, strike, time, 0.9, volatility, 0.05), $"{right} {forward:R} {strike:R} {time:R} {volatility:R}");
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Bachelier_EveryValidCorner_HasNoNaN()
    {
        foreach (double forward in (double[])[-1e10, -1, 0, 1e-9, 100])
        {
            foreach (double strike in (double[])[-1e10, -1, 0, 1e-9, 100])
            {
                foreach (double time in Times)
                {
                    foreach (double volatility in (double[])[0, 1e-200, 1e-9, 0.01, 1, 40, 1e10])
                    {
                        NoNaN(Bachelier.Greeks(OptionRight.Call, forward, strike, time, 0.9, volatility, 0.05), $"{forward:R} {strike:R} {time:R} {volatility:R}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Black_RandomInputs_OkMeansAFinitePositiveVolatility()
    {
        var magnitude = Gen.Double[-320, 308].Select(e => Math.Pow(10, e));
        var near = Gen.Double[-12, 12].Select(e => Math.Pow(10, e));
        Gen.Select(Gen.OneOf(magnitude, near), Gen.OneOf(magnitude, near), near, Gen.Double[0, 1.01], Gen.Bool)
            .Sample((forward, strike, time, part, call) =>
            {
                double intrinsic = Math.Max(0, call ? forward - strike : strike - forward);
                double bound = call ? forward : strike;
                double price = intrinsic + (part * part * part * (bound - intrinsic));

                var result = ImpliedVolatilitySolver.Black(call ? OptionRight.Call : OptionRight.Put, forward, strike, time, 1, price);

                bool sound = result.IsOk ? result.Value > 0 && double.IsFinite(result.Value) : double.IsNaN(result.Value);
                sound.ShouldBeTrue($"{call} {forward:R} {strike:R} {time:R} {price:R} -> {result}");
            });
    }

    [Fact]
    public void Greeks_NoTimeLeft_AreTheStepFunctions()
    {
        var inTheMoney = Black76.Greeks(OptionRight.Put, 90, 100, 0, 1, 0.3);
        inTheMoney.Price.ShouldBe(10);
        inTheMoney.Delta.ShouldBe(-1);
        inTheMoney.Gamma.ShouldBe(0);
        inTheMoney.DualDelta.ShouldBe(1);

        var atTheMoney = Black76.Greeks(OptionRight.Call, 100, 100, 0, 1, 0.3);
        atTheMoney.Price.ShouldBe(0);
        atTheMoney.Delta.ShouldBe(0.5);
        atTheMoney.Gamma.ShouldBe(double.PositiveInfinity);
        atTheMoney.Vega.ShouldBe(0);
        atTheMoney.Theta.ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Greeks_NoVolatility_ApproachTheirLimit()
    {
        var limit = Black76.Greeks(OptionRight.Call, 100, 100, 0.25, 0.98, 0, 0.08);
        var near = Black76.Greeks(OptionRight.Call, 100, 100, 0.25, 0.98, 1e-9, 0.08);

        limit.Price.ShouldBe(0);
        near.Vega.ShouldBe(limit.Vega, 1e-12 * limit.Vega);
        near.Vanna.ShouldBe(limit.Vanna, 1e-9 * Math.Abs(limit.Vanna));
        near.Charm.ShouldBe(limit.Charm, 1e-7);
        near.Veta.ShouldBe(limit.Veta, 1e-9 * Math.Abs(limit.Veta));
        near.Ultima.ShouldBe(limit.Ultima, 1e-9 * Math.Abs(limit.Ultima));
        near.Theta.ShouldBe(limit.Theta, 1e-6);
    }

    [Fact]
    public void Greeks_HardlyAnyDeviation_KeepTheirSide()
    {
        var inTheMoney = Black76.Greeks(OptionRight.Call, 24000, 100, 5e-324, 1, 1e-9);

        inTheMoney.Price.ShouldBe(23900);
        inTheMoney.Delta.ShouldBe(1);
        Black76.Greeks(OptionRight.Put, 24000, 100, 1, 1, 1e10).Price.ShouldBe(100);
    }

    [Fact]
    public void Greeks_NoStrike_AreTheForward()
    {
        var call = Black76.Greeks(OptionRight.Call, 100, 0, 2, 0.9, 0.4);

        call.Price.ShouldBe(90);
        call.Delta.ShouldBe(0.9);
        call.DualDelta.ShouldBe(-0.9);
        call.Vega.ShouldBe(0);
        Black76.Price(OptionRight.Put, 100, 0, 2, 0.9, 0.4).ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 100, 1, 1, 0.2)]
    [InlineData(100, -1, 1, 1, 0.2)]
    [InlineData(100, 100, -1, 1, 0.2)]
    [InlineData(100, 100, 1, 0, 0.2)]
    [InlineData(100, 100, 1, 1, -0.2)]
    [InlineData(100, 100, 1, 1, double.NaN)]
    public void Greeks_OutsideTheDomain_AreNaN(double forward, double strike, double time, double discount, double volatility)
    {
        double.IsNaN(Black76.Greeks(OptionRight.Call, forward, strike, time, discount, volatility).Price).ShouldBeTrue();
        double.IsNaN(Black76.Price(OptionRight.Call, forward, strike, time, discount, volatility)).ShouldBeTrue();
    }

    private static void NoNaN(OptionGreeks greeks, string what)
    {
        foreach (PropertyInfo property in typeof(OptionGreeks).GetProperties())
        {
            double.IsNaN((double)property.GetValue(greeks)!).ShouldBeFalse($"{property.Name} at {what}");
        }
    }
}
