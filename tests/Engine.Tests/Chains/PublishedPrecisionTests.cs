using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class PublishedPrecisionTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(-1.23456789, -1.234568)]
    [InlineData(123456789.4, 123456800.0)]
    [InlineData(9.9999999e-9, 1e-8)]
    [InlineData(3.14159265358979e-12, 3.141593e-12)]
    [InlineData(1.23456789e-30, 1.23456789e-30)]
    public void RoundToDigits_AnySize_KeepsSevenDigits(double value, double expected) => PublishedPrecision.RoundToDigits(value, 7).ShouldBe(expected);
}
