using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Routing;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Routing;

public class RouteDirectoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly IDirectoryGrain _grain = Substitute.For<IDirectoryGrain>();
    private readonly RouteDirectory _directory;

    public RouteDirectoryTests()
    {
        IGrainFactory grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<IDirectoryGrain>(0).ReturnsForAnyArgs(_grain);
        _directory = new RouteDirectory(grains, TestProducts.Catalogue, _time);
    }

    [Fact]
    public async Task Find_ManyAtOnce_AskTheClusterOnceASecond()
    {
        for (int second = 1; second <= 3; second++)
        {
            var answer = new TaskCompletionSource<TickRoute[]>();
            _grain.Routes().Returns(answer.Task);
            _grain.ClearReceivedCalls();
            Task<RouteLookup>[] asked = [.. Enumerable.Range(0, 1_000).Select(_ => FindAsync(TestProducts.Chain))];
            answer.SetResult([TestProducts.Nifty, TestProducts.Chain]);
            (await Task.WhenAll(asked)).ShouldAllBe(found => found.Problem == null);
            (await FindAsync(TestProducts.Chain)).Problem.ShouldBeNull();
            await _grain.Received(1).Routes();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Find_ClusterFailed_IsAskedAgainByTheNext()
    {
        _grain.Routes().Returns(Task.FromException<TickRoute[]>(new TimeoutException("no answer")), Task.FromResult<TickRoute[]>([TestProducts.Chain]));
        await Should.ThrowAsync<TimeoutException>(() => FindAsync(TestProducts.Chain));
        (await FindAsync(TestProducts.Chain)).Problem.ShouldBeNull();
    }

    private Task<RouteLookup> FindAsync(TickRoute route) => _directory.FindAsync(route, TestContext.Current.CancellationToken).AsTask();
}
