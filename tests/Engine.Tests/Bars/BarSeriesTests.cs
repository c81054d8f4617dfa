using CsCheck;
using TradingAnalytics.Engine.Bars;

namespace TradingAnalytics.Engine.Tests.Bars;

public sealed class BarSeriesTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void Add_TicksInAnyOrderWithinABar_MakeTheBarOfTheirTimes() =>
        Gen.Select(Gen.Int[0, 59_999], Gen.Int[1, 1_000]).Array[1, 30].Sample(ticks =>
        {
            var series = new BarSeries(BarInterval.OneMinute, 10);
            foreach ((int millisecond, int price) in ticks)
            {
                series.Add((600 * Second) + (millisecond * 1_000L), price).ShouldBeTrue();
            }

            var byTime = ticks.Select((tick, order) => (tick.Item1, tick.Item2, order)).OrderBy(tick => tick.Item1).ThenBy(tick => tick.order).ToArray();
            // Of the ticks of the first instant the first opens, of the last instant the last closes.
            series[0].ShouldBe(new Bar(600, byTime[0].Item2, ticks.Max(tick => tick.Item2), ticks.Min(tick => tick.Item2), byTime[^1].Item2, ticks.Length));
        });

    [Fact]
    public void Add_MoreBarsThanFit_KeepsTheNewest()
    {
        var series = new BarSeries(BarInterval.OneSecond, 3);
        for (int second = 0; second < 5; second++)
        {
            series.Add(second * Second, second);
        }

        series.Between(0, 100).Select(bar => bar.StartUnixSeconds).ShouldBe([2L, 3, 4]);
        series.Between(3, 4).Select(bar => bar.Close).ShouldBe([3.0]);
        series.Between(4, 3).ShouldBeEmpty();
    }

    [Fact]
    public void Add_ForAnOlderBar_IsNotTaken()
    {
        var series = new BarSeries(BarInterval.OneSecond, 3);
        series.Add(5 * Second, 10);
        series.Add((5 * Second) - 1, 99).ShouldBeFalse();
        series[0].High.ShouldBe(10);
        series.Count.ShouldBe(1);
    }

    [Fact]
    public void Restore_Saved_GoesOnAsIfUninterrupted() => Gen.Select(Gen.Int[0, 400_000].Array[2, 60], Gen.Int[0, 60]).Sample((offsets, cut) =>
    {
        var whole = new BarSeries(BarInterval.OneSecond, 7);
        var parts = new BarSeries(BarInterval.OneSecond, 7);
        long time = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            if (i == cut)
            {
                BarSeriesState state = parts.Save();
                parts = new BarSeries(BarInterval.OneSecond, 7);
                parts.Restore(state);
            }

            time += offsets[i];
            long at = i % 3 == 0 ? time - 300_000 : time;
            whole.Add(at, offsets[i]).ShouldBe(parts.Add(at, offsets[i]));
        }

        parts.Between(-10, 1_000).ShouldBe(whole.Between(-10, 1_000));
    });
}
