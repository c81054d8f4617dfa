using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Feeds.Replay;
using TradingAnalytics.MarketData.Tests.Simulate;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Replay;

public class ReplayFeedTests
{
    private static readonly DateTimeOffset Recorded = new(2026, 8, 18, 3, 45, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task RunAsync_Speed60_PacesByRecordedTimesAndKeepsThem()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var sink = new ClockedSink(time);
        var feed = Feed(time, ReplaySpeed.Times(60), At(0), At(60), At(180));

        await feed.RunAsync(sink, CancellationToken.None);

        sink.Arrivals.ShouldBe([Now, Now.AddSeconds(1), Now.AddSeconds(3)]);
        sink.Ticks.Select(tick => tick.Time).ShouldBe([Recorded, Recorded.AddSeconds(60), Recorded.AddSeconds(180)]);
        sink.Origins.Distinct().ShouldBe(["replay day.csv"]);
    }

    [Fact]
    public async Task RunAsync_FromAPosition_GoesOnAtItsInstant()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var first = Feed(time, ReplaySpeed.Max, At(0), At(60));
        await first.RunAsync(new ClockedSink(time), CancellationToken.None);
        first.Position.ShouldBe("replay day.csv at 2026-08-18T03:46:00.0000000Z");
        var sink = new ClockedSink(time);
        var recording = new FakeRecording(At(0), At(60), At(120));
        var feed = new ReplayFeed(recording, "day.csv", new ReplayOptions { Speed = ReplaySpeed.Times(1), From = first.Position }, time);
        feed.Position.ShouldBe(first.Position, "until it has brought something itself");

        await feed.RunAsync(sink, CancellationToken.None);

        sink.Ticks.Select(tick => tick.Time).ShouldBe([Recorded.AddSeconds(60), Recorded.AddSeconds(120)]);
        sink.Arrivals.ShouldBe([Now, Now.AddSeconds(60)], "what is passed over takes no time");

        var other = new ReplayFeed(recording, "another.csv", new ReplayOptions { Speed = ReplaySpeed.Max, From = first.Position }, time);
        var whole = new ClockedSink(time);
        await other.RunAsync(whole, CancellationToken.None);
        whole.Ticks.Count.ShouldBe(3, "the position is of another recording");
    }

    [Fact]
    public async Task RunAsync_NightBetween_PausesNoLongerThanTheCap()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var sink = new ClockedSink(time);
        var feed = Feed(time, ReplaySpeed.Times(10), At(0), At(17 * 3600), At((17 * 3600) + 10));

        await feed.RunAsync(sink, CancellationToken.None);

        TimeSpan cap = new ReplayOptions().MaxPause;
        sink.Arrivals.ShouldBe([Now, Now + cap, Now + cap + TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task RunAsync_SlowSink_IsCaughtUpWith()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var sink = new ClockedSink(time) { FirstTakes = TimeSpan.FromSeconds(90) };
        var feed = Feed(time, ReplaySpeed.Times(1), At(0), At(60), At(120));

        await feed.RunAsync(sink, CancellationToken.None);

        sink.Arrivals.ShouldBe([Now, Now.AddSeconds(90), Now.AddSeconds(120)]);
    }

    [Fact]
    public async Task RunAsync_SpeedMax_WaitsForNothing()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var sink = new ClockedSink(time);
        var feed = Feed(time, ReplaySpeed.Max, At(0), At(60), At(86_400));

        await feed.RunAsync(sink, CancellationToken.None);

        sink.Arrivals.ShouldBe([Now, Now, Now]);
        feed.Progress.ShouldBe(new ReplayProgress(ReplayPhase.Ended, Recorded.AddDays(1), 3, 3, 3, 0, 0, 1));
        feed.Progress.PerCent.ShouldBe(100);
        feed.State.ShouldBe("ended at 2026-08-19 03:45:00Z (100.0 %): 3 ticks, 3 accepted, 0 duplicated, 0 refused; 1 skipped by the reader; speed max");
        feed.Skips.ShouldHaveSingleItem().FirstPlaces.ShouldBe(["fake.csv:2: x"]);
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsAndSaysSo()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var sink = new ClockedSink(time) { OnBatch = stop.Cancel };
        var feed = Feed(time, ReplaySpeed.Max, At(0), At(60));

        await Should.ThrowAsync<OperationCanceledException>(() => feed.RunAsync(sink, stop.Token));

        sink.Ticks.Count.ShouldBe(1);
        feed.Progress.Phase.ShouldBe(ReplayPhase.Stopped);
    }

    [Fact]
    public async Task RunAsync_RecordingBreaks_SendsWhatCameBeforeAndSaysWhy()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var sink = new ClockedSink(time);
        var feed = new ReplayFeed(new FakeRecording(At(0)) { BreaksWith = new IOException("disk gone") }, "day.csv", new ReplayOptions(), time);

        await Should.ThrowAsync<IOException>(() => feed.RunAsync(sink, CancellationToken.None));

        sink.Ticks.Count.ShouldBe(1);
        feed.State.ShouldStartWith("failed at 2026-08-18 03:45:00Z");
        feed.State.ShouldContain("disk gone");
    }

    [Fact]
    public async Task RunAsync_RunAgainAfterAFailure_BeginsAnew()
    {
        var time = new DrivenTime(Now, TimeSpan.Zero);
        var feed = new ReplayFeed(new FakeRecording(At(0)) { BreaksWith = new IOException("disk gone") }, "day.csv", new ReplayOptions(), time);
        await Should.ThrowAsync<IOException>(() => feed.RunAsync(new ClockedSink(time), CancellationToken.None));

        await Should.ThrowAsync<IOException>(() => feed.RunAsync(new ClockedSink(time), CancellationToken.None));

        feed.Progress.Ticks.ShouldBe(1);
        feed.Skips.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("max", double.PositiveInfinity)]
    [InlineData("MAX", double.PositiveInfinity)]
    [InlineData("60", 60)]
    [InlineData("0.5", 0.5)]
    public void TryParse_Speed_IsRead(string text, double factor)
    {
        ReplaySpeed.TryParse(text, out ReplaySpeed speed).ShouldBeTrue();
        speed.Factor.ShouldBe(factor);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("fast")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NoSpeed_IsRefused(string? text) => ReplaySpeed.TryParse(text, out _).ShouldBeFalse();

    private static ReplayFeed Feed(TimeProvider time, ReplaySpeed speed, params RecordedBatch[] batches) =>
        new(new FakeRecording(batches), "day.csv", new ReplayOptions { Speed = speed }, time);

    private static RecordedBatch At(double seconds)
    {
        DateTimeOffset instant = Recorded.AddSeconds(seconds);
        return new RecordedBatch(instant, [new Tick { Id = (ulong)seconds + 1, UnixMicroseconds = Tick.MicrosecondsOf(instant), Product = "NIFTY", Kind = TickKind.Underlying, Fields = TickFields.Last, Last = 24_000 }]);
    }

    private sealed class ClockedSink(DrivenTime time) : ITickSink
    {
        public List<DateTimeOffset> Arrivals { get; } = [];

        public List<string> Origins { get; } = [];

        public List<Tick> Ticks { get; } = [];

        public TimeSpan FirstTakes { get; init; }

        public Action? OnBatch { get; init; }

        public ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
        {
            Arrivals.Add(time.Now);
            Origins.Add(origin);
            Ticks.AddRange(ticks.Span);
            time.Now += Arrivals.Count == 1 ? FirstTakes : TimeSpan.Zero;
            OnBatch?.Invoke();
            return ValueTask.FromResult(new SubmitResult(ticks.Length, 0, 0, []));
        }
    }
}
