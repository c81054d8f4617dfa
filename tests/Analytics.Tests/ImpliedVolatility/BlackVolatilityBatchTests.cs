using CsCheck;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.ImpliedVolatility;

/// <summary>The vectorised batch against the scalar solver.</summary>
public class BlackVolatilityBatchTests
{
    private const double Bound = 1.4210854715202004e-14;

    private static readonly Gen<(double Forward, double Time, double Discount, (double K, double Volatility, bool Call, int Kind)[] Legs)> Chains = Gen.Select(
        Gen.Double[50, 60000],
        Gen.Double[-4.5, 0.5].Select(e => Math.Pow(10, e)),
        Gen.OneOf(Gen.Const(1.0), Gen.Double[0.8, 1.0]),
        Gen.Select(Gen.Double[-7, 7], Gen.Double[0.03, 1.5], Gen.Bool, Gen.Int[0, 20]).Array[0, 43]);

    [Fact]
    public void Solve_RandomChains_EqualsTheScalarSolver()
    {
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
            BlackVolatilityBatch.Solve(chain.Forward, chain.Time, chain.Discount, rights, strikes, prices, volatilities, statuses);

            for (int i = 0; i < n; i++)
            {
                string what = $"{rights[i]} F {chain.Forward:R} K {strikes[i]:R} T {chain.Time:R} D {chain.Discount:R} price {prices[i]:R}";
                var scalar = ImpliedVolatilitySolver.Black(rights[i], chain.Forward, strikes[i], chain.Time, chain.Discount, prices[i]);
                statuses[i].ShouldBe(scalar.Status, what);
                if (!scalar.IsOk)
                {
                    double.IsNaN(volatilities[i]).ShouldBeTrue(what);
                    continue;
                }

                // One last place of the price is worth price/(vega·σ) last places of the volatility.
                double vega = Black76.FirstOrder(rights[i], chain.Forward, strikes[i], chain.Time, chain.Discount, scalar.Value).Vega;
                double weight = 1 + (prices[i] / (vega * scalar.Value) / 64);
                Math.Abs(volatilities[i] - scalar.Value).ShouldBeLessThanOrEqualTo(Bound * weight * scalar.Value, what);
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
