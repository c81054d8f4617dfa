using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Tests.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests.Journal;

/// <summary>The laws of the journal, and what is the Redis journal's own: fencing, and a batch sent twice.</summary>
public sealed class RedisTickJournalTests : TickJournalLaws, IClassFixture<SharedRedis>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly RedisJournalKeys _keys;
    private readonly Lazy<ConnectionMultiplexer> _redis;

    public RedisTickJournalTests(SharedRedis redis)
    {
        _keys = redis.NewJournal();
        _redis = new Lazy<ConnectionMultiplexer>(redis.Connect);
    }

    private RedisFeedLease Lease => new(_redis.Value, _keys);

    [Fact]
    public async Task AppendAsync_AfterAnotherTookTheMarket_IsRefusedAndNothingIsWritten()
    {
        using RedisTickJournal old = Hold();
        TickFrame[] before = await JournalFrames.Append(old, JournalFrames.Entry(JournalFrames.Nifty, 1));
        using RedisTickJournal current = Hold();

        await Should.ThrowAsync<JournalFencedException>(() => JournalFrames.Append(old, JournalFrames.Entry(JournalFrames.Nifty, 2)));
        TickFrame[] after = await JournalFrames.Append(current, JournalFrames.Entry(JournalFrames.Nifty, 3));

        current.Fence.ShouldBe(old.Fence + 1);
        after[0].ShouldSatisfyAllConditions(frame => frame.Sequence.ShouldBe(2), frame => frame.Previous.ShouldBe(1));
        JournalFrames.ShouldEqual(current.Read(0), [.. before, .. after]);
        (await Lease.RenewAsync(old.Fence, "")).ShouldBeFalse();
        (await Lease.RenewAsync(current.Fence, "")).ShouldBeTrue();
    }

    [Fact]
    public async Task Append_SameBatchSentAgain_IsWrittenOnce()
    {
        using RedisTickJournal journal = Hold();
        await JournalFrames.Append(journal, JournalFrames.Entry(JournalFrames.Nifty, 1), JournalFrames.Entry(JournalFrames.Chain, 2));

        long answer = await Send(journal.Fence, batch: 1, before: 0);

        answer.ShouldBe(2);
        journal.LastSequence.ShouldBe(2);
        new RedisJournalReader(_redis.Value, _keys).Read(0).Count().ShouldBe(2);
    }

    [Fact]
    public async Task TryTake_MarketMovedSinceItWasSeen_IsRefused()
    {
        LeaseState free = await Lease.ReadAsync();
        free.ShouldBe(LeaseState.None);
        (await Take(free, "one")).ShouldBe(1);
        (await Take(free, "two")).ShouldBe(0, "one was faster");

        LeaseState held = await Lease.ReadAsync();
        held.Name.ShouldBe("one");
        (await Lease.RenewAsync(1, "replay at noon")).ShouldBeTrue();
        (await Take(held, "two")).ShouldBe(0, "one has given a sign of life");
        LeaseState silent = await Lease.ReadAsync();
        silent.Position.ShouldBe("replay at noon");
        (await Take(silent, "two")).ShouldBe(2);
        await Lease.ReleaseAsync(1);
        (await Lease.ReadAsync()).ShouldSatisfyAllConditions(
            state => state.Holder.ShouldBe("run of two", "who has lost the market cannot let go of it"),
            state => state.Position.ShouldBe("replay at noon"));
    }

    [Fact]
    public async Task Listen_MarketTakenAndLetGo_IsToldEachTime()
    {
        using var told = new SemaphoreSlim(0);
        await Lease.ListenAsync(() => told.Release());

        (await Take(await Lease.ReadAsync(), "one")).ShouldBe(1);
        (await told.WaitAsync(s_patience, TestContext.Current.CancellationToken)).ShouldBeTrue("taken");
        await Lease.ReleaseAsync(1);
        (await told.WaitAsync(s_patience, TestContext.Current.CancellationToken)).ShouldBeTrue("let go");
    }

    [Fact]
    public async Task Append_ByOneWhoOnlyFollows_IsRefused()
    {
        using RedisTickJournal writer = Hold();
        using RedisTickJournal follower = Follow();
        await JournalFrames.Append(writer, JournalFrames.Entry(JournalFrames.Nifty, 1));

        follower.LastSequence.ShouldBe(1, "it sees what another writes");
        await Should.ThrowAsync<InvalidOperationException>(() => JournalFrames.Append(follower, JournalFrames.Entry(JournalFrames.Nifty, 2)));
    }

    [Fact]
    public void Read_BeyondTheEnd_SaysThatItIsAnotherJournal() =>
        Should.Throw<InvalidOperationException>(() => new RedisJournalReader(_redis.Value, _keys).Read(7).Any()).Message.ShouldContain("Cluster:ServiceId");

    public override void Dispose()
    {
        base.Dispose();
        if (_redis.IsValueCreated)
        {
            _redis.Value.Dispose();
        }
    }

    protected override ITickJournal Open() => Hold();

    protected override void Close(ITickJournal journal) => ((RedisTickJournal)journal).Dispose();

    private RedisTickJournal Hold()
    {
        long fence = Task.Run(async () => await Take(await Lease.ReadAsync(), "test")).GetAwaiter().GetResult();
        RedisTickJournal journal = Follow();
        journal.Open(fence);
        return journal;
    }

    private RedisTickJournal Follow() => new(_redis.Value, _keys, new RedisJournalOptions(), TimeProvider.System, NullLogger.Instance);

    private Task<long> Take(LeaseState seen, string name) => Lease.TryTakeAsync(seen, $"run of {name}", name, "S127.0.0.1:1:0", DateTimeOffset.UnixEpoch);

    private async Task<long> Send(long fence, long batch, long before)
    {
        byte[] payload = new byte[Tick.Size];
        RedisKey[] keys = [_keys.Lease, _keys.Head, _keys.Routes, _keys.Marks, _keys.FramesOf(JournalFrames.Nifty)];
        return (long)await _redis.Value.GetDatabase().ScriptEvaluateAsync(JournalScripts.Append, keys, [fence, batch, before, payload.Length, "NIFTY", 0, 1, payload]);
    }
}
