using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Grains.Tests;

public class GrainOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreGood() => new GrainOptionsValidator().Validate(null, new GrainOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Validate_OutOfRange_NamesEachKey()
    {
        var options = new GrainOptions
        {
            AnalyticsCadence = TimeSpan.FromHours(1),
            VolatilityIndex = new VolatilityIndexOptions { TargetDays = 0, NearTermMinimumDays = double.NaN, RollTradingDays = 31, Rate = 6.5 },
        };
        string[] failures = [.. new GrainOptionsValidator().Validate(null, options).Failures!];
        failures.Select(failure => failure.Split(' ')[0]).ShouldBe(
        [
            "Grains:AnalyticsCadence", "Grains:VolatilityIndex:TargetDays", "Grains:VolatilityIndex:NearTermMinimumDays", "Grains:VolatilityIndex:RollTradingDays", "Grains:VolatilityIndex:Rate",
        ]);
    }
}
