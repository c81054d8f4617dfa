using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using StackExchange.Redis;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Silo.Caching;
using TradingAnalytics.Silo.Journal;
using TradingAnalytics.WebFront.Caching;

namespace TradingAnalytics.Silo.Tests.Caching;

/// <summary>The cache that web fronts share, in a real Redis that is ended and comes back.</summary>
public sealed class RedisAnswerStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RedisServer _server;
    private readonly Meters _meters = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));

    public RedisAnswerStoreTests() => _server = RedisServer.StartOrSkip(_folder.Path, "no");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _meters.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answer_OfOneProcess_IsTheOthersWithItsAgeUntilItsTimeIsOver()
    {
        using RedisAnswerStore one = await OpenAsync("desk");
        using RedisAnswerStore other = await OpenAsync("desk");
        using RedisAnswerStore elsewhere = await OpenAsync("another service");
        (await one.GetAsync("key", Token)).ShouldBeNull();
        await one.SetAsync("key", new byte[] { 1, 2, 3 }, TimeSpan.FromMinutes(5), Token);
        _time.Advance(TimeSpan.FromSeconds(90));
        StoredAnswer answer = (await other.GetAsync("key", Token)).ShouldNotBeNull();
        (answer.Body, answer.Age).ShouldSatisfyAllConditions(held => held.Body.ShouldBe([1, 2, 3]), held => held.Age.ShouldBe(TimeSpan.FromSeconds(90)));
        (await elsewhere.GetAsync("key", Token)).ShouldBeNull();
        using ConnectionMultiplexer redis = await ConnectAsync();
        RedisKey kept = redis.GetServers().Single().Keys().ShouldHaveSingleItem();
        (await redis.GetDatabase().KeyTimeToLiveAsync(kept)).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Redis_ThatIsAway_FailsAtOnceAndIsFoundAgain()
    {
        using RedisAnswerStore store = await OpenAsync("desk");
        await store.SetAsync("key", new byte[] { 7 }, TimeSpan.FromMinutes(5), Token);
        _server.Crash();
        for (int i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<Exception>(() => store.GetAsync("key", Token).AsTask());
        }

        await Should.ThrowAsync<BrokenCircuitException>(() => store.GetAsync("key", Token).AsTask());
        _server.Restart();
        StoredAnswer? found = null;
        await UntilAsync(async () =>
        {
            // The breaker lets one call through when its time is over.
            _time.Advance(TimeSpan.FromSeconds(31));
            try
            {
                found = await store.GetAsync("key", Token);
            }
            catch (Exception still) when (still is RedisException or TimeoutException or BrokenCircuitException)
            {
                // Not yet.
            }

            return found is not null;
        });
        found!.Body.ShouldBe([7]);
    }

    private async Task<RedisAnswerStore> OpenAsync(string service)
    {
        ConnectionMultiplexer redis = await ConnectAsync();
        return new RedisAnswerStore(redis, service, new StorePipelines(Options.Create(new ResilienceOptions()), _time, NullLoggerFactory.Instance, _meters), _time);
    }

    /// <summary>A multiplexer says that it is connected when either of its connections is; commands need theirs.</summary>
    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        ConnectionMultiplexer redis = JournalConnection.Open(_server.ConnectionString);
        await UntilAsync(() => Task.FromResult(redis.GetDatabase().IsConnected("key")));
        return redis;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            await pause.WaitForNextTickAsync(timeout.Token);
        }
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(static meter => meter.Dispose());
    }
}
