using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Ticks;
using static TradingAnalytics.MarketData.Tests.Simulate.SimulatedProducts;

namespace TradingAnalytics.MarketData.Tests.Simulate;

public class SimulatedMarketTests
{
    private static readonly SimulationOptions Options = new() { Seed = 11, TicksPerSecond = 10_000 };

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(120)]
    public async Task RunAsync_HoweverPaced_SendsWhatTheGeneratorMakes(int quantumMilliseconds)
    {
        var sink = new CollectingSink(enough: 20_000);

        await sink.Run(new SimulatedMarket(Options, Catalogue, new DrivenTime(Start, TimeSpan.FromMilliseconds(quantumMilliseconds))));

        Tick[] expected = [.. Generator(Options).StepsUntil(Start.AddSeconds(3)).SelectMany(step => step).Take(20_000)];
        sink.Ticks.Take(20_000).ShouldBe(expected);
    }

    [Fact]
    public async Task RunAsync_Ticks_AreStampedByTheClockAndNeverFromTheFuture()
    {
        var time = new DrivenTime(Start.AddDays(3), TimeSpan.FromMilliseconds(1));
        var sink = new CollectingSink(20_000, ticks =>
        {
            foreach (Tick tick in ticks.Span)
            {
                tick.Time.ShouldBeInRange(time.Now.AddMilliseconds(-20), time.Now);
            }
        });

        await sink.Run(new SimulatedMarket(Options, Catalogue, time));

        sink.BatchSizes.Average().ShouldBeInRange(40, 100);
    }

    [Fact]
    public async Task RunAsync_SlowSink_DropsOldStepsCountsThemAndStaysWithTheClock()
    {
        var time = new DrivenTime(Start, TimeSpan.FromMilliseconds(1));
        var sink = new CollectingSink(200_000, ticks =>
        {
            (time.Now - ticks.Span[0].Time).ShouldBeLessThan(SimulatedMarket.MaxLag + TimeSpan.FromMilliseconds(20));
            time.Now += TimeSpan.FromMilliseconds(600);
        });
        var feed = new SimulatedMarket(Options, Catalogue, time);

        await sink.Run(feed);

        TimeSpan elapsed = time.Now - Start;
        feed.NotSent.ShouldBeGreaterThan(feed.Sent / 2);
        ((double)(feed.Sent + feed.NotSent)).ShouldBe((elapsed.TotalSeconds - 0.6) * Options.TicksPerSecond, 10_000);
        feed.State.ShouldContain("behind by");
        sink.BatchSizes.Max().ShouldBeLessThanOrEqualTo(8_192);
    }

    [Fact]
    public async Task RunAsync_HostSlept_TheMarketStoodStill()
    {
        var time = new DrivenTime(Start, TimeSpan.FromMilliseconds(5));
        bool slept = false;
        var sink = new CollectingSink(20_000, _ =>
        {
            if (!slept)
            {
                slept = true;
                time.Now += TimeSpan.FromHours(6);
            }
        });
        var feed = new SimulatedMarket(Options, Catalogue, time);

        await sink.Run(feed);

        feed.NotSent.ShouldBe(0);
        sink.Ticks[^1].Time.ShouldBeInRange(Start.AddHours(6), time.Now);
        double before = sink.Ticks.First(tick => tick.Kind == TickKind.Underlying).Last;
        sink.Ticks.Last(tick => tick.Kind == TickKind.Underlying && tick.Product == Nifty.Id).Last.ShouldBe(before, before * 0.001);
    }

    [Fact]
    public async Task RunAsync_StartTime_EventTimesRunFromThere()
    {
        var sink = new CollectingSink(2_000);
        DateTimeOffset start = Start.AddDays(-30);

        await sink.Run(new SimulatedMarket(Options with { StartTime = start }, Catalogue, new DrivenTime(Start, TimeSpan.FromMilliseconds(5))));

        sink.Ticks[0].Time.ShouldBe(start);
        sink.Ticks[^1].Time.ShouldBeInRange(start, start.AddSeconds(1));
    }
}
