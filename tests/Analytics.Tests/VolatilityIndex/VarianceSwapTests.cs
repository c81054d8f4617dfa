using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;
using TradingAnalytics.Analytics.VolatilityIndex;

namespace TradingAnalytics.Analytics.Tests.VolatilityIndex;

public class VarianceSwapTests
{
    [Fact]
    public void FairVariance_DermanKamalZouExample_IsTheirs()
    {
        // S = 100, r = 5 %, T = 90/365: fair variance 0.04189 within 1e-4 (QuantLib's test-suite, varianceswaps.cpp).
        var file = ReferenceFile.OpenOrSkip("derman_kamal_zou_varswap.csv");
        const double Time = 0.246575;
        double discount = Math.Exp(-0.05 * Time);
        double forward = 100 / discount;
        (double[] Strikes, double[] Prices) Side(string type, OptionRight right)
        {
            var rows = Enumerable.Range(0, file.Count).Where(i => file.Text(i, "type") == type).OrderBy(i => Math.Abs(file.Number(i, "strike") - 100)).ToArray();
            double[] strikes = [.. rows.Select(i => file.Number(i, "strike"))];
            return (strikes, [.. rows.Select(i => Black76.Price(right, forward, file.Number(i, "strike"), Time, discount, file.Number(i, "vol")))]);
        }

        var puts = Side("Put", OptionRight.Put);
        var calls = Side("Call", OptionRight.Call);

        VarianceSwap.FairVariance(puts.Strikes, puts.Prices, calls.Strikes, calls.Prices, forward, Time, 0.05).ShouldBe(0.04189, 1e-4);
    }

    [Fact]
    public void FairVariance_FlatVolatility_IsItsSquareFromAbove()
    {
        double[] puts = [.. Enumerable.Range(0, 900).Select(i => 100 - (0.1 * i))];
        double[] calls = [.. Enumerable.Range(0, 2000).Select(i => 100 + (0.1 * i))];
        double[] putPrices = [.. puts.Select(strike => Black76.Price(OptionRight.Put, 101, strike, 0.5, 0.98, 0.25))];
        double[] callPrices = [.. calls.Select(strike => Black76.Price(OptionRight.Call, 101, strike, 0.5, 0.98, 0.25))];

        double variance = VarianceSwap.FairVariance(puts, putPrices, calls, callPrices, 101, 0.5, -Math.Log(0.98) / 0.5);

        variance.ShouldBeInRange(0.0625, 0.0625 * (1 + 1e-5));
        VarianceSwap.FairVariance([], [], calls, callPrices, 101, 0.5, 0).ShouldBe(double.NaN);
    }
}
