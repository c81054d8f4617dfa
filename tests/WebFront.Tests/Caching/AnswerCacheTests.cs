using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Caching;

public sealed class AnswerCacheTests
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();
    private readonly Crisis _crisis = new();
    private readonly AnswerCache _cache;
    private int _loads;

    public AnswerCacheTests() => _cache = new AnswerCache(Options.Create(new CacheOptions { Capacity = 10 }), _crisis, _time);

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

    private static Task<byte[]> Fail() => Task.FromException<byte[]>(new IOException("down"));

    private Task<byte[]> LoadAsync() => Task.FromResult<byte[]>([(byte)Interlocked.Increment(ref _loads)]);

    private ValueTask<CachedAnswer> GetAsync() => _cache.GetAsync("key", s_fresh, LoadAsync, TestContext.Current.CancellationToken);

    private sealed class Crisis() : CacheCrisis(null!, null!)
    {
        public bool On { get; set; }

        public override bool IsOn => On;
    }
}
