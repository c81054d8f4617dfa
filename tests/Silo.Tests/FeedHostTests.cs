using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Feeds;

namespace TradingAnalytics.Silo.Tests;

public class FeedHostTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private readonly IFeed _feed = Substitute.For<IFeed>();
    private int _runs;

    [Fact]
    public async Task Run_FeedFails_StartsAgainAfterLongerAndLongerWaits()
    {
        var again = new SemaphoreSlim(0);
        _feed.Name.Returns("test");
        _feed.State.Returns("running");
        _feed.RunAsync(Arg.Any<ITickSink>(), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            int run = ++_runs;
            again.Release();
            return run <= 2 ? Task.FromException(new IOException("line cut")) : Task.CompletedTask;
        });
        using FeedHost host = Host();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await Started(again);
        await Until(() => host.State.Contains("starts again within 1 s", StringComparison.Ordinal));
        host.State.ShouldContain("line cut");
        _time.Advance(TimeSpan.FromSeconds(0.9));
        _runs.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await Started(again);
        await Until(() => host.State.Contains("starts again within 2 s", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(2));

        await Started(again);
        await host.ExecuteTask!.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        _runs.ShouldBe(3);
        host.State.ShouldBe("running");
        host.Name.ShouldBe("test");
    }

    [Fact]
    public async Task Stop_WhileTheFeedRuns_CancelsItAndWaits()
    {
        var started = new SemaphoreSlim(0);
        _feed.RunAsync(Arg.Any<ITickSink>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            started.Release();
            return Task.Delay(Timeout.InfiniteTimeSpan, _time, call.Arg<CancellationToken>());
        });
        using FeedHost host = Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Started(started);
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static async Task Started(SemaphoreSlim again) =>
        (await again.WaitAsync(s_patience, TestContext.Current.CancellationToken)).ShouldBeTrue("the feed is started");

    private static async Task Until(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(s_patience);
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private FeedHost Host() => new(_feed, Substitute.For<ITickSink>(), Options.Create(new FeedOptions()), _time, NullLogger<FeedHost>.Instance);
}
