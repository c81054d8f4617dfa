using CsCheck;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;

namespace TradingAnalytics.Engine.Tests.History;

public sealed class SeriesShapeTests
{
    private static readonly Gen<MetricPoint[]> s_series = Gen.Select(Gen.Long[0, 999], Gen.Double[-50, 50]).Array[0, 400]
        .Select(points => points.DistinctBy(point => point.Item1).OrderBy(point => point.Item1).Select(point => new MetricPoint(point.Item1, point.Item2)).ToArray());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keep_AnySeries_IsAPartOfItWithItsExtremesInOrderAndShortEnough() =>
        await Gen.Select(s_series, Gen.Int[2, 60]).SampleAsync(async (series, points) =>
        {
            var kept = new List<MetricPoint>();
            await foreach (MetricPoint point in Extremes.KeepAsync(series.ToAsyncEnumerable(), 0, 1_000, points, Token))
            {
                kept.Add(point);
            }

            kept.Count.ShouldBeLessThanOrEqualTo(points);
            kept.Select(point => point.UnixSeconds).ShouldBe(kept.Select(point => point.UnixSeconds).Distinct().Order());
            kept.ShouldBeSubsetOf(series);
            if (series.Length > 0)
            {
                kept.Min(point => point.Value).ShouldBe(series.Min(point => point.Value));
                kept.Max(point => point.Value).ShouldBe(series.Max(point => point.Value));
            }
        });

    [Fact]
    public async Task Keep_OneSpikeInADay_IsKept()
    {
        MetricPoint[] day = [.. Enumerable.Range(0, 22_500).Select(i => new MetricPoint(i, i == 12_345 ? 99 : 1))];
        var kept = new List<MetricPoint>();
        await foreach (MetricPoint point in Extremes.KeepAsync(day.ToAsyncEnumerable(), 0, 22_500, 200, Token))
        {
            kept.Add(point);
        }

        kept.ShouldContain(new MetricPoint(12_345, 99));
        kept.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task RollUp_Minutes_MakeFiveOfThem()
    {
        Bar[] minutes = [new(300, 5, 7, 4, 6, 10), new(360, 6, 9, 6, 8, 5), new(540, 8, 8, 1, 2, 7), new(600, 2, 3, 2, 3, 1), new(1_200, 4, 4, 4, 4, 1)];
        var wide = new List<Bar>();
        await foreach (Bar bar in BarRollUp.RollUpAsync(minutes.ToAsyncEnumerable(), second => second - (second % 300), Token))
        {
            wide.Add(bar);
        }

        wide.ShouldBe([new Bar(300, 5, 9, 1, 2, 22), new Bar(600, 2, 3, 2, 3, 1), new Bar(1_200, 4, 4, 4, 4, 1)]);
    }
}
