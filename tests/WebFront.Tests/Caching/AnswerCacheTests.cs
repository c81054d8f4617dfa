using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Caching;

public sealed class AnswerCacheTests
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();
    private readonly Crisis _crisis = new();
    private readonly SharedAnswers _shared;
    private readonly AnswerCache _cache;
    private int _loads;

    public AnswerCacheTests()
    {
        _shared = new SharedAnswers(_time);
        _cache = Another();
    }

    private AnswerCache Another() => new AnswerCache(Options.Create(new CacheOptions { Capacity = 10, ShareRecorded = true }), _crisis, _time, new ServiceCollection().AddSingleton<IAnswerStore>(_shared).BuildServiceProvider());

    [Fact]
    public async Task Get_Fresh_IsLoadedOnce()
    {
        (await GetAsync()).Body.ShouldBe([1]);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        CachedAnswer again = await GetAsync();
        again.Body.ShouldBe([1]);
        again.Age.TotalSeconds.ShouldBe(1.9, 0.001);
        again.IsStale.ShouldBeFalse();
        CacheFigures figures = _cache.Read();
        (figures.Hits, figures.Misses, figures.Loads, figures.HitRate, figures.Count).ShouldBe((1, 1, 1, 0.5, 1));
    }

    [Fact]
    public async Task Get_ManyAtOnce_LoadOnce()
    {
        var gate = new TaskCompletionSource<byte[]>();
        Task<CachedAnswer>[] asked = [.. Enumerable.Range(0, 50).Select(_ => _cache.GetAsync("key", s_fresh, () => { Interlocked.Increment(ref _loads); return gate.Task; }, TestContext.Current.CancellationToken).AsTask())];
        gate.SetResult([7]);
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer.Body[0] == 7);
        _loads.ShouldBe(1);
    }

    [Fact]
    public async Task Get_NoLongerFresh_IsGivenAtOnceAndLoadedAnew()
    {
        await GetAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        CachedAnswer stale = await GetAsync();
        (stale.Body[0], stale.IsStale).ShouldBe(((byte)1, true));
        await Eventually.HoldsAsync(async () => (await GetAsync()) is { IsStale: false, Body: [2] }, "the new answer is there");
        _cache.Read().Stale.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Get_TooOld_WaitsForANewOne()
    {
        await GetAsync();
        _time.Advance(TimeSpan.FromMinutes(10));
        (await GetAsync()).Body.ShouldBe([2]);
        _cache.Read().Expirations.ShouldBe(1);
    }

    [Fact]
    public async Task Get_LoadFails_GivesWhatItHasForAnHour()
    {
        await GetAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        CachedAnswer answer = await _cache.GetAsync("key", s_fresh, Fail, TestContext.Current.CancellationToken);
        (answer.Body[0], answer.IsStale, (int)answer.Age.TotalMinutes).ShouldBe(((byte)1, true, 59));
        _time.Advance(TimeSpan.FromMinutes(2));
        await Should.ThrowAsync<IOException>(() => _cache.GetAsync("key", s_fresh, Fail, TestContext.Current.CancellationToken).AsTask());
        _cache.Read().Failures.ShouldBe(2);
    }

    [Fact]
    public async Task Get_InACrisis_StaysFreshTenTimesAsLong()
    {
        await GetAsync();
        _time.Advance(TimeSpan.FromSeconds(19));
        _crisis.On = true;
        (await GetAsync()).IsStale.ShouldBeFalse();
        _cache.Read().InCrisis.ShouldBeTrue();
        _crisis.On = false;
        (await GetAsync()).IsStale.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_SaysItsAgeAndWhetherItIsOlderThanItShould(bool stale)
    {
        var http = new DefaultHttpContext();
        await new CachedResult(new CachedAnswer([1], TimeSpan.FromSeconds(61.9), stale)).ExecuteAsync(http);
        http.Response.Headers.Age.ToString().ShouldBe("61");
        http.Response.Headers["X-Data-Stale"].ToString().ShouldBe(stale ? "true" : "");
    }

    [Fact]
    public void Crisis_CrowdBeyondItsStep_IsOnAndOffAgain()
    {
        PushOptions push = new() { CrowdSteps = { new CrowdStep { Connections = 1, Interval = TimeSpan.FromSeconds(2) } } };
        var connections = new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, Options.Create(push), _time);
        var crisis = new CacheCrisis(new PushPace(connections, Options.Create(push), _time), new ServiceCollection().BuildServiceProvider());
        crisis.IsOn.ShouldBeFalse();
        connections.StreamOpened();
        connections.StreamOpened();
        crisis.IsOn.ShouldBeTrue();
        connections.StreamClosed();
        connections.StreamClosed();
        crisis.IsOn.ShouldBeFalse();
    }

    [Fact]
    public async Task Crisis_BreakerOfAStoreOpens_IsOnUntilItCloses()
    {
        IOptions<PushOptions> push = Options.Create(new PushOptions());
        await using ServiceProvider services = new ServiceCollection().AddMetrics().AddLogging().AddSingleton<TimeProvider>(_time).AddSingleton<StorePipelines>().BuildServiceProvider();
        StorePipeline store = services.GetRequiredService<StorePipelines>().Of("history");
        var crisis = new CacheCrisis(new PushPace(new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, push, _time), push, _time), services);
        crisis.IsOn.ShouldBeFalse();
        for (int failure = 0; failure < 100 && !crisis.IsOn; failure++)
        {
            await Should.ThrowAsync<IOException>(() => store.Reads.ExecuteAsync(static _ => ValueTask.FromException(new IOException("down")), TestContext.Current.CancellationToken).AsTask());
        }

        crisis.IsOn.ShouldBeTrue();
        _time.Advance(TimeSpan.FromHours(1));
        await store.Reads.ExecuteAsync(static _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken);
        crisis.IsOn.ShouldBeFalse();
    }

    [Fact]
    public async Task Get_MoreThanItHolds_EvictsTheLeastRecentlyUsed()
    {
        for (int i = 0; i < 200; i++)
        {
            await _cache.GetAsync($"key {i}", s_fresh, LoadAsync, TestContext.Current.CancellationToken);
        }

        CacheFigures figures = _cache.Read();
        figures.Count.ShouldBeLessThanOrEqualTo(12);
        figures.Evictions.ShouldBeGreaterThan(180);
        _cache.Clear();
        _cache.Read().Count.ShouldBe(0);
    }

    [Fact]
    public async Task Recorded_MadeByAnotherWebFront_IsTakenFromWhatTheyShare()
    {
        (await _cache.GetRecordedAsync("day", LoadAsync, TestContext.Current.CancellationToken)).Body.ShouldBe([1]);
        await Eventually.HoldsAsync(() => Task.FromResult(_shared.Count == 1), "it is told");
        _time.Advance(TimeSpan.FromMinutes(50));
        AnswerCache other = Another();
        CachedAnswer answer = await other.GetRecordedAsync("day", Fail, TestContext.Current.CancellationToken);
        (answer.Body[0], answer.IsStale, answer.Age.TotalMinutes).ShouldBe(((byte)1, false, 50));
        _time.Advance(TimeSpan.FromMinutes(5));
        (await other.GetRecordedAsync("day", Fail, TestContext.Current.CancellationToken)).Age.TotalMinutes.ShouldBe(55, "it is its own now, and as old as it is");
        CacheFigures figures = other.Read();
        (figures.Hits, figures.Misses, figures.Loads, figures.Shared).ShouldBe((1, 1, 0, new SharedCacheFigures(1, 0, 0)));
    }

    [Fact]
    public async Task Recorded_StoreIsAway_GivesTheSharedAnswerThoughItIsOld()
    {
        await _cache.GetRecordedAsync("day", LoadAsync, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Task.FromResult(_shared.Count == 1), "it is told");
        _time.Advance(TimeSpan.FromMinutes(90));
        CachedAnswer answer = await Another().GetRecordedAsync("day", Fail, TestContext.Current.CancellationToken);
        (answer.Body[0], answer.IsStale, answer.Age.TotalMinutes).ShouldBe(((byte)1, true, 90));
    }

    [Fact]
    public async Task Recorded_SharedCacheIsAway_IsMade()
    {
        _shared.IsAway = true;
        (await _cache.GetRecordedAsync("day", LoadAsync, TestContext.Current.CancellationToken)).Body.ShouldBe([1]);
        await Eventually.HoldsAsync(() => Task.FromResult(_cache.Read().Shared!.Failures == 2), "asking and telling failed");
        (await _cache.GetRecordedAsync("day", Fail, TestContext.Current.CancellationToken)).Body.ShouldBe([1]);
    }

    [Fact]
    public async Task Get_OfThisProcess_IsNotShared()
    {
        await GetAsync();
        (_shared.Count, _cache.Read().Shared).ShouldBe((0, new SharedCacheFigures(0, 0, 0)));
    }

    private static Task<byte[]> Fail() => Task.FromException<byte[]>(new IOException("down"));

    private Task<byte[]> LoadAsync() => Task.FromResult<byte[]>([(byte)Interlocked.Increment(ref _loads)]);

    private ValueTask<CachedAnswer> GetAsync() => _cache.GetAsync("key", s_fresh, LoadAsync, TestContext.Current.CancellationToken);

    private sealed class Crisis() : CacheCrisis(null!, null!)
    {
        public bool On { get; set; }

        public override bool IsOn => On;
    }

    private sealed class SharedAnswers(TimeProvider time) : IAnswerStore
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (byte[] Body, DateTimeOffset At)> _answers = new();

        public bool IsAway { get; set; }

        public int Count => _answers.Count;

        public ValueTask<StoredAnswer?> GetAsync(string key, CancellationToken cancellationToken) => IsAway ? throw new IOException("away")
            : ValueTask.FromResult(_answers.TryGetValue(key, out (byte[] Body, DateTimeOffset At) held) ? new StoredAnswer(held.Body, time.GetUtcNow() - held.At) : null);

        public ValueTask SetAsync(string key, ReadOnlyMemory<byte> body, TimeSpan keepFor, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new IOException("away");
            }

            _answers[key] = (body.ToArray(), time.GetUtcNow());
            return ValueTask.CompletedTask;
        }
    }
}
