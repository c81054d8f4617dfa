using TradingAnalytics.Analytics.Chains;

namespace TradingAnalytics.Analytics.Tests.Chains;

public class BuildUpTests
{
    [Theory]
    [InlineData(1, 75, BuildUp.LongBuildUp)]
    [InlineData(-1, 75, BuildUp.ShortBuildUp)]
    [InlineData(-1, -75, BuildUp.LongUnwinding)]
    [InlineData(1, -75, BuildUp.ShortCovering)]
    [InlineData(0, 75, BuildUp.None)]
    [InlineData(1, 0, BuildUp.None)]
    [InlineData(double.NaN, 75, BuildUp.None)]
    public void Classify_Changes_GiveTheirClass(double priceChange, double openInterestChange, BuildUp expected)
    {
        BuildUps.Classify(priceChange, openInterestChange).ShouldBe(expected);
    }
}
