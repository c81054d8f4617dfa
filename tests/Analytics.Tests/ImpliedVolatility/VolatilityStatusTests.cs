using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.ImpliedVolatility;

public class VolatilityStatusTests
{
    [Theory]
    [InlineData(OptionRight.Call, 100, 90, 1, 1, 9.99, VolatilityStatus.BelowIntrinsic)]
    [InlineData(OptionRight.Call, 100, 90, 1, 1, 10, VolatilityStatus.AtIntrinsic)]
    [InlineData(OptionRight.Put, 100, 110, 1, 0.95, 9.5, VolatilityStatus.AtIntrinsic)]
    [InlineData(OptionRight.Call, 100, 110, 1, 1, 0, VolatilityStatus.AtIntrinsic)]
    [InlineData(OptionRight.Call, 100, 110, 1, 1, -0.05, VolatilityStatus.BelowIntrinsic)]
    [InlineData(OptionRight.Call, 100, 110, 1, 1, 100, VolatilityStatus.AboveBound)]
    [InlineData(OptionRight.Put, 100, 110, 1, 0.5, 55, VolatilityStatus.AboveBound)]
    [InlineData(OptionRight.Put, 100, 0, 1, 1, 0.05, VolatilityStatus.AboveBound)]
    [InlineData(OptionRight.Call, 100, 110, 0, 1, 1, VolatilityStatus.Expired)]
    [InlineData(OptionRight.Call, 100, 110, -1, 1, 1, VolatilityStatus.Expired)]
    [InlineData(OptionRight.Call, double.NaN, 110, 1, 1, 1, VolatilityStatus.InvalidInput)]
    [InlineData(OptionRight.Call, 100, -110, 1, 1, 1, VolatilityStatus.InvalidInput)]
    [InlineData(OptionRight.Call, 100, 110, double.NaN, 1, 1, VolatilityStatus.InvalidInput)]
    [InlineData(OptionRight.Call, 100, 110, 1, 0, 1, VolatilityStatus.InvalidInput)]
    [InlineData(OptionRight.Call, 100, 110, 1, 1, double.PositiveInfinity, VolatilityStatus.InvalidInput)]
    public void Black_NoVolatility_SaysWhy(
        OptionRight right, double forward, double strike, double time, double discount, double price, VolatilityStatus expected)
    {
        var result = ImpliedVolatilitySolver.Black(right, forward, strike, time, discount, price);

        result.Status.ShouldBe(expected);
        result.IsOk.ShouldBeFalse();
    }

    [Fact]
    public void Black_OneUlpInsideTheBounds_HasAVolatility()
    {
        foreach (double price in (double[])[Math.BitIncrement(10.0), Math.BitDecrement(100.0), Math.BitIncrement(99.0)])
        {
            var result = ImpliedVolatilitySolver.Black(OptionRight.Call, 100, 90, 1, 1, price);

            result.Status.ShouldBe(VolatilityStatus.Ok, $"{price:R}");
            result.Value.ShouldBeInRange(1e-3, 20);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(double.Epsilon)]
    public void Black_TinyPremium_RoundTripsInTheLogarithm(double price)
    {
        var result = ImpliedVolatilitySolver.Black(OptionRight.Call, 24000, 30000, 0.02, 1, price);

        result.Status.ShouldBe(VolatilityStatus.Ok);
        double again = Black76.Price(OptionRight.Call, 24000, 30000, 0.02, 1, result.Value);
        again.ShouldBeInRange(price * (1 - 1e-12), price * (1 + 1e-12));
    }

    [Fact]
    public void Bachelier_NegativeStrikes_RoundTrip()
    {
        double price = Bachelier.Price(OptionRight.Put, -3, -7.5, 0.4, 0.98, 12.5);

        var result = ImpliedVolatilitySolver.Bachelier(OptionRight.Put, -3, -7.5, 0.4, 0.98, price);

        result.Status.ShouldBe(VolatilityStatus.Ok);
        result.Value.ShouldBe(12.5, 1e-13);
    }
}
