using CsCheck;
using TradingAnalytics.MarketData.Feeds.Simulate;

namespace TradingAnalytics.MarketData.Tests.Simulate;

public class SsviSliceTests
{
    private const double LongVariance = 0.125 * 0.125;

    private static readonly Gen<double> Variance = Gen.Double[0.05, 1.5].Select(volatility => volatility * volatility);

    private static readonly Gen<double> Years = Gen.Double[Math.Log(1 / (365.0 * 86_400)), Math.Log(2)].Select(Math.Exp);

    /// <summary>Durrleman's condition g(k) ≥ 0 (Gatheral and Jacquier 2014, eq. 2.1), which is freedom from butterfly arbitrage.</summary>
    [Fact]
    public void TotalVariance_AnyVarianceAndExpiry_HasNoButterflyArbitrage() =>
        Gen.Select(Variance, Years, Gen.Double[-8, 8]).Sample(
            (variance, years, deviations) =>
            {
                SsviSlice slice = SsviSlice.At(variance, LongVariance, years);
                double k = deviations * Math.Sqrt(slice.Theta);
                Density(slice, k).ShouldBeGreaterThanOrEqualTo(0, $"g at k={k:R}, variance={variance:R}, T={years:R}");
            },
            iter: 20_000);

    [Fact]
    public void TotalVariance_LongerExpiry_IsNoLess() =>
        Gen.Select(Variance, Years, Years, Gen.Double[-0.5, 0.5]).Sample(
            (variance, first, second, k) =>
            {
                double near = SsviSlice.At(variance, LongVariance, Math.Min(first, second)).TotalVariance(k);
                double far = SsviSlice.At(variance, LongVariance, Math.Max(first, second)).TotalVariance(k);
                far.ShouldBeGreaterThanOrEqualTo(near * (1 - 1e-9), $"calendar at k={k:R}, variance={variance:R}, T={first:R} and {second:R}");
            },
            iter: 20_000);

    [Fact]
    public void At_AnyVariance_KeepsSkewAndCurvatureInsideTheBound() =>
        Gen.Select(Variance, Years).Sample((variance, years) =>
        {
            SsviSlice slice = SsviSlice.At(variance, LongVariance, years);
            double eta = slice.Phi * Math.Sqrt(slice.Theta * (1 + slice.Theta));
            (eta * (1 + Math.Abs(slice.Rho))).ShouldBeLessThanOrEqualTo(2 + 1e-12);
        });

    /// <summary>g(k) with the derivatives of the formula: w' = θφ/2·(ρ + x/r), w'' = θφ²/2·(1 − ρ²)/r³, x = φk + ρ, r = √(x² + 1 − ρ²).</summary>
    internal static double Density(SsviSlice slice, double k)
    {
        double x = (slice.Phi * k) + slice.Rho;
        double rest = 1 - (slice.Rho * slice.Rho);
        double root = Math.Sqrt((x * x) + rest);
        double w = slice.TotalVariance(k);
        double first = 0.5 * slice.Theta * slice.Phi * (slice.Rho + (x / root));
        double second = 0.5 * slice.Theta * slice.Phi * slice.Phi * rest / (root * root * root);
        double shift = 1 - (k * first / (2 * w));
        return (shift * shift) - (0.25 * first * first * ((1 / w) + 0.25)) + (0.5 * second);
    }
}
