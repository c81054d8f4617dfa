using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Tests.Surfaces;

public class RiskNeutralProbabilityTests
{
    /// <summary>The closed-form repair of Vogt's slice: free of butterfly arbitrage.</summary>
    private static readonly SviParameters Slice = new(0.0077409124203655952, 0.069242034488936868, -0.33403648061147917, 0.042033745229584490, 0.11860780291327241);

    [Theory]
    [InlineData(-0.4)]
    [InlineData(-0.05)]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Above_IsTheSlopeOfTheCallInTheStrike(double k)
    {
        double strike = 100 * Math.Exp(k);
        double Call(double at) => Black76.Price(OptionRight.Call, 100, at, 1, 1, Slice.Volatility(Math.Log(at / 100), 1));
        const double Step = 1e-3;
        double slope = (Call(strike + Step) - Call(strike - Step)) / (2 * Step);

        RiskNeutralProbability.Above(Slice, k).ShouldBe(-slope, 1e-8);
        (RiskNeutralProbability.Above(Slice, k) + RiskNeutralProbability.Below(Slice, k)).ShouldBe(1, 1e-15);
    }

    [Fact]
    public void Below_IsTheIntegralOfTheDensity()
    {
        // Simpson's rule from far below to k = 0.1.
        const int Count = 20_000;
        double low = -6;
        double width = (0.1 - low) / Count;
        double sum = Slice.Density(low) + Slice.Density(0.1);
        for (int i = 1; i < Count; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * Slice.Density(low + (i * width));
        }

        RiskNeutralProbability.Below(Slice, 0.1).ShouldBe(sum * width / 3, 1e-9);
    }

    [Fact]
    public void Above_InStrike_Falls()
    {
        double last = 1;
        for (double k = -3; k <= 3; k += 0.01)
        {
            double above = RiskNeutralProbability.Above(Slice, k);
            above.ShouldBeInRange(0, last + 1e-15, $"{k}");
            last = above;
        }
    }
}
