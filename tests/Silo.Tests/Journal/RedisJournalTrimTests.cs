using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using TradingAnalytics.MarketData.Tests.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests.Journal;

public sealed class RedisJournalTrimTests : IClassFixture<SharedRedis>, IDisposable
{
    private const int Frames = 90;
    private static readonly TickRoute s_other = TickRoute.Parse("BANKNIFTY");
    private readonly RedisJournalOptions _options = new() { RetainFor = TimeSpan.FromMinutes(1) };
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddSeconds(120));
    private readonly RedisJournalKeys _keys;
    private readonly ConnectionMultiplexer _redis;
    private readonly RedisJournalReader _reader;

    public RedisJournalTrimTests(SharedRedis redis)
    {
        _keys = redis.NewJournal();
        _redis = redis.Connect();
        _reader = new RedisJournalReader(_redis, _keys);
    }

    [Fact]
    public async Task Apply_PastTheirTime_GoesWhatEveryLiveRouteHasStored()
    {
        await Fill();
        Stored(JournalFrames.Nifty, 80);
        Stored(JournalFrames.Chain, 40);

        (await Trim(JournalFrames.Nifty, JournalFrames.Chain)).ShouldBe(60);

        First(JournalFrames.Chain).ShouldBe(42, "its own grain needs those after 40, the product's those after 80");
        First(JournalFrames.Nifty).ShouldBe(41, "the chain reads the product's frames, too");
        _reader.Newest().ShouldNotContainKey(s_other, "it is not live, and all it has is past its time");
        _reader.Read(60).Count().ShouldBe(Frames - 60);
        _reader.LastSequenceBefore(70_000_001).ShouldBe(71);
    }

    [Fact]
    public async Task Apply_StateNotStored_KeepsItsFrames()
    {
        await Fill();
        Stored(JournalFrames.Nifty, 80);

        await Trim(JournalFrames.Nifty, JournalFrames.Chain);

        First(JournalFrames.Chain).ShouldBe(2);
        First(JournalFrames.Nifty).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_BeyondTheSize_GoesTheOldest()
    {
        _options.RetainFor = TimeSpan.FromHours(1);
        _options.RetainBytes = 20 * Tick.Size;
        await Fill();
        Stored(JournalFrames.Nifty, Frames);
        Stored(JournalFrames.Chain, Frames);

        (await Trim(JournalFrames.Nifty, JournalFrames.Chain)).ShouldBe(Frames - 20);

        _reader.Read(0).Count().ShouldBe(20);
    }

    public void Dispose() => _redis.Dispose();

    /// <summary>A frame of one tick a second from the epoch on: product and chain in turn, and of another product the third.</summary>
    private async Task Fill()
    {
        var lease = new RedisFeedLease(_redis, _keys);
        long fence = await lease.TryTakeAsync(LeaseState.None, "run", "test", "S127.0.0.1:1:0", DateTimeOffset.UnixEpoch);
        using RedisTickJournal journal = new(_redis, _keys, _options, _time, NullLogger.Instance);
        journal.Open(fence);
        for (int i = 1; i <= Frames; i++)
        {
            TickRoute route = i == 3 ? s_other : i % 2 == 1 ? JournalFrames.Nifty : JournalFrames.Chain;
            await JournalFrames.Append(journal, JournalFrames.Entry(route, (ulong)i, received: (i - 1) * 1_000_000L));
        }
    }

    private void Stored(TickRoute route, long through) => _redis.GetDatabase().HashSet(_keys.Stored, route.ToString(), through);

    private Task<long> Trim(params TickRoute[] live) => new RedisJournalTrim(_redis, _keys, _reader, _options, _time).ApplyAsync(live);

    private long First(TickRoute route) => _reader.Read(0, other => other == route).First().Sequence;
}
