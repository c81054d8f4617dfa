using CsCheck;
using TradingAnalytics.Analytics.Chains;

namespace TradingAnalytics.Analytics.Tests.Chains;

public class HistoryTests
{
    /// <summary>Few distinct values, so that equal ones meet; now and then none.</summary>
    private static readonly Gen<double> Value = Gen.Frequency((6, Gen.Int[1, 12].Select(i => i / 8.0)), (3, Gen.Double[0.05, 3]), (1, Gen.Const(double.NaN)));

    [Fact]
    public void Rank_Definition_IsThePlaceBetweenLowAndHigh()
    {
        double[] history = [10, 12, double.NaN, 20, 14];

        HistoryRank.Rank(history, 15).ShouldBe(0.5);
        HistoryRank.Rank(history, 25).ShouldBe(1.5, "a new high lies outside");
        HistoryRank.Rank([], 15).ShouldBeNull();
        HistoryRank.Rank([15, 15], 15).ShouldBeNull();
        HistoryRank.Rank(history, double.NaN).ShouldBeNull();
    }

    [Fact]
    public void Percentile_Definition_IsTheShareOfDaysBelow()
    {
        double[] history = [10, 12, double.NaN, 20, 14];

        HistoryRank.Percentile(history, 14).ShouldBe(0.5, "14 itself is not below");
        HistoryRank.Percentile(history, 9).ShouldBe(0);
        HistoryRank.Percentile(history, 21).ShouldBe(1);
        HistoryRank.Percentile([double.NaN], 14).ShouldBeNull();
        HistoryRank.Percentile(history, double.NaN).ShouldBeNull();
    }

    [Fact]
    public void Window_AfterEveryRandomValue_EqualsTheStatisticsOfItsLastValues()
    {
        Gen.Select(Gen.Int[1, 30], Value.Array[1, 120], Value).Sample((capacity, values, now) =>
        {
            var window = new HistoryWindow(capacity);
            var all = new List<double>();
            foreach (double value in values)
            {
                window.Add(value).ShouldBe(!double.IsNaN(value));
                if (!double.IsNaN(value))
                {
                    all.Add(value);
                }

                double[] last = [.. all.TakeLast(capacity)];
                double[] sorted = [.. last.Order()];
                window.Sorted.ToArray().ShouldBe(sorted);
                window.Rank(now).ShouldBe(HistoryRank.Rank(last, now));
                window.Percentile(now).ShouldBe(HistoryRank.Percentile(last, now));
                window.Bands().ShouldBe(Anew(capacity, last).Bands());
                if (last.Length == 0)
                {
                    continue;
                }

                HistoryBands bands = window.Bands(1.5, 0.1);
                double mean = last.Average();
                bands.Mean.ShouldBe(mean, 1e-12);
                bands.Lower.ShouldBe(bands.Mean - (1.5 * bands.StandardDeviation));
                if (last.Length > 1)
                {
                    bands.StandardDeviation.ShouldBe(Math.Sqrt(last.Sum(one => (one - mean) * (one - mean)) / (last.Length - 1)), 1e-12);
                }

                bands.LowerQuantile.ShouldBeLessThanOrEqualTo(bands.Median);
                bands.Median.ShouldBe(sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]), 1e-12);
            }
        });
    }

    [Fact]
    public void Quantile_BetweenValues_IsLinear()
    {
        var window = new HistoryWindow(5);
        foreach (double value in (double[])[3, 1, 2, 5])
        {
            window.Add(value);
        }

        window.Quantile(0).ShouldBe(1);
        window.Quantile(1).ShouldBe(5);
        window.Quantile(0.5).ShouldBe(2.5);
        window.Quantile(0.9).ShouldBe(4.4, 1e-12);
        window.Quantile(1.1).ShouldBe(double.NaN);
        new HistoryWindow(1).Quantile(0.5).ShouldBe(double.NaN);
        new HistoryWindow(1).Bands().Count.ShouldBe(0);
    }

    [Fact]
    public void Add_FullWindow_AllocatesNothing()
    {
        var window = new HistoryWindow(252);

        Allocations.Of(i =>
        {
            window.Add(Math.Sin(i));
            window.Bands();
            window.Percentile(0.3);
        }).ShouldBe(0);
    }

    private static HistoryWindow Anew(int capacity, double[] values)
    {
        var window = new HistoryWindow(capacity);
        foreach (double value in values)
        {
            window.Add(value);
        }

        return window;
    }
}
