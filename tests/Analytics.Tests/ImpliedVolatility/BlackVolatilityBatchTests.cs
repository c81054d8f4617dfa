using CsCheck;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Numerics.Lanes;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.ImpliedVolatility;

/// <summary>The vectorised batch against the scalar solver.</summary>
public class BlackVolatilityBatchTests
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly Gen<(double Forward, double Time, double Discount, (double K, double Volatility, bool Call, int Kind)[] Legs)> Chains = Gen.Select(
        Gen.Double[50, 60000],
        Gen.Double[-4.5, 0.5].Select(e => Math.Pow(10, e)),
        Gen.OneOf(Gen.Const(1.0), Gen.Double[0.8, 1.0]),
        Gen.Select(Gen.Double[-7, 7], Gen.Double[0.03, 1.5], Gen.Bool, Gen.Int[0, 20]).Array[0, 43]);

    [Theory]
    [InlineData(LaneWidth.One)]
    [InlineData(LaneWidth.Four)]
    [InlineData(LaneWidth.Eight)]
    internal void Solve_RandomChains_EqualsTheScalarSolverBitForBit(LaneWidth width)
    {
        Assert.SkipUnless(LaneWidths.IsSupported(width), $"this machine has no vectors of {(int)width} doubles");
        Chains.Sample(chain =>
        {
            int n = chain.Legs.Length;
            var rights = new OptionRight[n];
            double[] strikes = new double[n];
            double[] prices = new double[n];
            for (int i = 0; i < n; i++)
            {
                var (k, volatility, call, kind) = chain.Legs[i];
                rights[i] = call ? OptionRight.Call : OptionRight.Put;
                strikes[i] = kind == 0 ? chain.Forward : chain.Forward * Math.Exp(k * volatility * Math.Sqrt(chain.Time));
                prices[i] = kind switch
                {
                    1 => double.NaN,
                    2 => 0,
                    3 => chain.Discount * Math.Max(0, call ? chain.Forward - strikes[i] : strikes[i] - chain.Forward),
                    4 => -1,
                    5 => 2 * chain.Forward,
                    _ => Black76.Price(rights[i], chain.Forward, strikes[i], chain.Time, chain.Discount, volatility),
                };
            }

            double[] volatilities = new double[n];
            var statuses = new VolatilityStatus[n];
            BlackVolatilityBatch.Solve(width, chain.Forward, chain.Time, chain.Discount, rights, strikes, prices, volatilities, statuses);

            for (int i = 0; i < n; i++)
            {
                string what = $"{rights[i]} F {chain.Forward:R} K {strikes[i]:R} T {chain.Time:R} D {chain.Discount:R} price {prices[i]:R}";
                var scalar = ImpliedVolatilitySolver.Black(rights[i], chain.Forward, strikes[i], chain.Time, chain.Discount, prices[i]);
                statuses[i].ShouldBe(scalar.Status, what);
                BitConverter.DoubleToInt64Bits(volatilities[i]).ShouldBe(BitConverter.DoubleToInt64Bits(scalar.Value), what);
            }
        });
    }

    [Fact]
    public void Black_WhereTheKernelAnswers_AgreesWithTheSolverOfTheWholeDomain()
    {
        Gen.Select(Gen.Double[-13, 13], Gen.Double[-6, -0.1].Select(e => Math.Pow(10, e)), Gen.Double[0.8, 1], Gen.Bool).Sample((d, s, discount, call) =>
        {
            var right = call ? OptionRight.Call : OptionRight.Put;
            double strike = 24000 * Math.Exp(d * s);
            double price = Black76.Price(right, 24000, strike, 1, discount, s);
            var expected = ImpliedVolatilitySolver.BlackAnywhere(right, 24000, strike, 1, discount, price);
            var result = ImpliedVolatilitySolver.Black(right, 24000, strike, 1, discount, price);

            string what = $"{right} {strike:R} s {s:R} D {discount:R} price {price:R}";
            result.Status.ShouldBe(expected.Status, what);
            if (expected.IsOk)
            {
                // One last place of the price is worth price/(vega·σ) last places of the volatility.
                double vega = Black76.FirstOrder(right, 24000, strike, 1, discount, expected.Value).Vega;
                double weight = Math.Max(1, price / (vega * expected.Value));
                Math.Abs(result.Value - expected.Value).ShouldBeLessThanOrEqualTo(6 * Epsilon * weight * expected.Value, what);
            }
        });
    }

    [Fact]
    public void Solve_SpansOfDifferentLength_Throws()
    {
        Should.Throw<ArgumentException>(() => BlackVolatilityBatch.Solve(
            100, 1, 1, new OptionRight[2], new double[3], new double[3], new double[3], new VolatilityStatus[3]));
    }

    [Fact]
    public void Solve_AllocatesNothing()
    {
        var rights = new OptionRight[10];
        double[] strikes = [80, 85, 90, 95, 100, 105, 110, 115, 120, 300];
        double[] prices = [0.1, 0.3, 1, 2.5, 4, 2.5, 1, 0.3, 0.1, 1e-9];
        double[] volatilities = new double[10];
        var statuses = new VolatilityStatus[10];

        Allocations.Of(_ => BlackVolatilityBatch.Solve(100, 0.25, 0.99, rights, strikes, prices, volatilities, statuses)).ShouldBe(0);
    }
}
