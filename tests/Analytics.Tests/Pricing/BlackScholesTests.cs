using CsCheck;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Laws and limits of options on a spot.</summary>
public class BlackScholesTests
{
    private static readonly Gen<Option> Options = Gen.Select(
        Gen.Bool,
        Gen.Double[10, 60000],
        Gen.Double[-0.7, 0.7],
        Gen.Double[-6, 1].Select(e => Math.Pow(10, e)),
        Gen.Double[-0.1, 0.2],
        Gen.Double[-0.1, 0.2],
        Gen.Double[-2, 0.5].Select(e => Math.Pow(10, e)),
        (call, spot, k, time, rate, yield, volatility) =>
            new Option(call ? OptionRight.Call : OptionRight.Put, spot, spot * Math.Exp(k), time, rate, yield, volatility));

    [Fact]
    public void Greeks_CallAndPut_ObeyParity()
    {
        Options.Sample(o =>
        {
            var call = Greeks(o with { Right = OptionRight.Call });
            var put = Greeks(o with { Right = OptionRight.Put });
            double asset = Math.Exp(-o.Yield * o.Time);
            double cash = o.Strike * Math.Exp(-o.Rate * o.Time);
            double size = o.Level + o.Strike;
            Near(call.Price - put.Price, (o.Level * asset) - cash, 1e-13 * size, o);
            Near(call.Delta - put.Delta, asset, 1e-13, o);
            Near(call.Theta - put.Theta, (o.Yield * o.Level * asset) - (o.Rate * cash), 1e-12 * (size + Math.Abs(call.Theta)), o);
            Near(call.Rho - put.Rho, o.Time * cash, 1e-13 * size * o.Time, o);
            Near(call.DividendRho - put.DividendRho, -o.Time * o.Level * asset, 1e-13 * size * o.Time, o);
            Near(call.Charm - put.Charm, o.Yield * asset, 1e-12 * (1 + Math.Abs(call.Charm)), o);
            (call.Gamma, call.Vega, call.Vanna, call.Volga, call.Speed, call.Zomma, call.Color, call.Ultima, call.Veta).ShouldBe(
                (put.Gamma, put.Vega, put.Vanna, put.Volga, put.Speed, put.Zomma, put.Color, put.Ultima, put.Veta),
                o.ToString());
        });
    }

    [Fact]
    public void Greeks_AnyOption_SolveTheBlackScholesEquation()
    {
        // −theta = −½σ²S²Γ − (r − q)SΔ + rV
        Options.Sample(o =>
        {
            var g = Greeks(o);
            double variance = 0.5 * o.Volatility * o.Volatility * o.Level * o.Level * g.Gamma;
            double drift = (o.Rate - o.Yield) * o.Level * g.Delta;
            Near(g.Theta + variance + drift, o.Rate * g.Price, 1e-12 * (variance + o.Level + o.Strike), o);
        });
    }

    [Fact]
    public void Deltas_OfOneOption_DifferByTheirFactors()
    {
        Options.Sample(o =>
        {
            double forward = BlackScholes.Forward(o.Level, o.Time, o.Rate, o.Yield);
            double discount = Math.Exp(-o.Rate * o.Time);
            var g = Greeks(o);
            double undiscounted = OptionDelta.Forward(o.Right, forward, o.Strike, o.Time, o.Volatility);
            double premiumInCoin = Black76.Price(o.Right, forward, o.Strike, o.Time, 1, o.Volatility) / forward;

            // A forward in one double is off by up to 2⁻⁵³ of itself, and d₁ by that over σ√T.
            double rounding = 1e-14 + (3e-16 / (o.Volatility * Math.Sqrt(o.Time)));
            Near(OptionDelta.Discounted(o.Right, forward, o.Strike, o.Time, discount, o.Volatility), g.ForwardDelta, rounding, o);
            Near(OptionDelta.Spot(o.Right, o.Level, o.Strike, o.Time, o.Rate, o.Yield, o.Volatility), g.Delta, 1e-13, o);
            Near(
                OptionDelta.PremiumAdjusted(o.Right, forward, o.Strike, o.Time, o.Volatility),
                undiscounted - premiumInCoin,
                1e-14 * (1 + (o.Strike / forward)),
                o);
        });
    }

    [Fact]
    public void Greeks_EveryValidCorner_HasNoNaN()
    {
        double[] levels = [1e-300, 1e-10, 1, 100, 100.0000000001, 24000, 1e10];
        foreach (double spot in levels)
        {
            foreach (double strike in levels.Append(0))
            {
                foreach (double time in (double[])[0, 5e-324, 1e-9, 0.5, 1000])
                {
                    foreach (double volatility in (double[])[0, 5e-324, 1e-200, 1e-9, 0.01, 1, 40, 1e10])
                    {
                        foreach (double yield in (double[])[-0.05, 0, 0.05, 0.1])
                        {
                            var g = BlackScholes.Greeks(OptionRight.Call, spot, strike, time, 0.05, yield, volatility);
                            foreach (var property in typeof(SpotGreeks).GetProperties())
                            {
                                double.IsNaN((double)property.GetValue(g)!).ShouldBeFalse($"{property.Name} {spot:R} {strike:R} {time:R} {volatility:R} {yield}");
                            }
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Greeks_Limits_AreTaken()
    {
        var expired = BlackScholes.Greeks(OptionRight.Call, 110, 100, 0, 0.05, 0.02, 0.3);
        (expired.Price, expired.Delta, expired.Gamma, expired.Vega, expired.Rho).ShouldBe((10, 1, 0, 0, 0));
        expired.Theta.ShouldBe((0.02 * 110) - (0.05 * 100), 1e-14);

        var certain = BlackScholes.Greeks(OptionRight.Put, 90, 100, 2, 0.05, 0.01, 0);
        certain.Price.ShouldBe((100 * Math.Exp(-0.1)) - (90 * Math.Exp(-0.02)), 1e-13);
        certain.Delta.ShouldBe(-Math.Exp(-0.02), 1e-15);
        certain.Charm.ShouldBe(0.01 * certain.Delta, 1e-16);

        var free = BlackScholes.Greeks(OptionRight.Call, 90, 0, 2, 0.05, 0.01, 0.3);
        free.Price.ShouldBe(90 * Math.Exp(-0.02), 1e-13);
        (free.Vega, free.Rho, free.Gamma).ShouldBe((0, 0, 0));

        // At the money at expiry charm is −e^(−qT)·φ(0)·(σ/4 + b/σ)/√T: the carry decides its sign once it outweighs σ²/4.
        BlackScholes.Greeks(OptionRight.Call, 100, 100, 0, 0.05, 0, 0.3).Charm.ShouldBe(double.NegativeInfinity);
        BlackScholes.Greeks(OptionRight.Call, 100, 100, 0, 0, 0.05, 0.3).Charm.ShouldBe(double.PositiveInfinity);
        BlackScholes.Greeks(OptionRight.Call, 100, 100, 1e-12, 0, 0.05, 0.3).Charm.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData(0, 100, 1, 0.05, 0, 0.2)]
    [InlineData(100, -1, 1, 0.05, 0, 0.2)]
    [InlineData(100, 100, -1, 0.05, 0, 0.2)]
    [InlineData(100, 100, 1, double.NaN, 0, 0.2)]
    [InlineData(100, 100, 1, 0.05, double.PositiveInfinity, 0.2)]
    [InlineData(100, 100, 1, 0.05, 0, -0.2)]
    public void Greeks_OutsideTheDomain_AreNaN(double spot, double strike, double time, double rate, double yield, double volatility)
    {
        double.IsNaN(BlackScholes.Greeks(OptionRight.Call, spot, strike, time, rate, yield, volatility).Delta).ShouldBeTrue();
        double.IsNaN(BlackScholes.Price(OptionRight.Call, spot, strike, time, rate, yield, volatility)).ShouldBeTrue();
    }

    [Fact]
    public void Kernels_AllocateNothing()
    {
        double sum = 0;
        Allocations.Of(i =>
        {
            double strike = 20000 + (10 * i);
            sum += BlackScholes.Greeks(OptionRight.Call, 24000, strike, 0.02, 0.07, 0.01, 0.2).Color;
            sum += OptionDelta.PremiumAdjusted(OptionRight.Call, 24000, strike, 0.02, 0.2);
        }).ShouldBe(0);
    }

    private static SpotGreeks Greeks(Option o) => BlackScholes.Greeks(o.Right, o.Level, o.Strike, o.Time, o.Rate, o.Yield, o.Volatility);

    private static void Near(double actual, double expected, double tolerance, Option option) =>
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(tolerance, $"{actual:R} {expected:R} {option}");
}
