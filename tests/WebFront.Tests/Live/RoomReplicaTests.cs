using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

public sealed class RoomReplicaTests : IAsyncDisposable
{
    private readonly FakeMarket _market = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PushOptions _options = new();
    private readonly PushStatistics _statistics = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly RoomReplica _replica;
    private Task _running = Task.CompletedTask;
    private double _value;

    public RoomReplicaTests()
    {
        _market.Begin(TestProducts.Chain, 1);
        _replica = new RoomReplica(TestProducts.Chain, ChainSchema.Table, _market, _options, _statistics, _time, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _replica.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Start_UpdatesWhileTheSnapshotIsFetched_AreAppliedAfterIt()
    {
        Publish();
        var gate = new TaskCompletionSource();
        _market.SnapshotGate = gate.Task;
        Start();
        await Eventually.Holds(() => _market.Subscribers == 1, "subscribed");
        Publish();
        Publish();
        _replica.Version.Sequence.ShouldBe(0);
        gate.SetResult();
        await InStep();
        _replica.Version.ShouldBe((1, 3));
    }

    [Fact]
    public async Task Receive_UpdatesOlderThanTheSnapshot_ArePassedOver()
    {
        // Published between subscribing and the snapshot: both hold it.
        _market.OnSnapshot = _ =>
        {
            _market.OnSnapshot = static _ => { };
            Publish();
        };
        Start();
        await InStep();
        Publish();
        await InStep();
        _statistics.Heals.ShouldBe(0);
    }

    [Fact]
    public async Task Receive_Gap_IsHealedAtOnce()
    {
        Publish();
        Start();
        await InStep();
        Lose();
        Publish();
        await InStep();
        _replica.Version.ShouldBe((1, 3));
        _statistics.Heals.ShouldBe(1);
    }

    [Fact]
    public async Task Receive_NewEpoch_IsTakenOver()
    {
        Publish();
        Start();
        await InStep();
        _market.Begin(TestProducts.Chain, 2);
        Lose();
        Publish();
        await InStep();
        _replica.Version.ShouldBe((2, 2));
    }

    [Fact]
    public async Task Watch_StreamLostItsLastUpdate_IsFoundAndHealed()
    {
        Publish();
        Start();
        await InStep();
        Lose();
        await AdvanceUntil(() => _replica.Version.Sequence == 2, "the silent stream was checked");
        await InStep();
    }

    [Fact]
    public async Task Watch_StreamFallsSilentAmidRegularUpdates_IsAskedSoon()
    {
        Publish();
        Start();
        await InStep();
        for (int i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Publish();
            await InStep();
        }

        Lose();
        long lostAt = _time.GetTimestamp();
        await Eventually.Holds(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                return _replica.Version.Sequence == 102 || _time.GetElapsedTime(lostAt) > _options.WatchInterval / 2;
            },
            "the stream was doubted");
        await InStep();
    }

    [Fact]
    public async Task Subscribe_StreamCannotBeHad_ShowsWhatTheGrainDoesUntilItCan()
    {
        var gate = new TaskCompletionSource();
        _market.SubscriptionGate = gate.Task;
        Publish();
        Start();
        await AdvanceUntil(() => _replica.Ready.IsCompleted, "ready without a stream");
        Publish();
        await AdvanceUntil(() => _replica.Version.Sequence == 2, "the grain was asked again");
        _replica.IsLost.ShouldBeFalse();

        gate.SetResult();
        await AdvanceUntil(() => _market.Subscribers == 1, "subscribed");
        Publish();
        await AdvanceUntil(() => _replica.Version.Sequence == 3, "in step");
        _market.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Watch_StreamIsDeadForGood_SubscribesAnew()
    {
        Publish();
        Start();
        await InStep();
        _market.StreamIsDown = true;
        await AdvanceUntil(
            () =>
            {
                Publish();
                return _market.Subscriptions > 1;
            },
            "subscribed anew");
        _market.StreamIsDown = false;
        await AdvanceUntil(() => _market.Subscribers == 1, "left the dead stream");
    }

    [Fact]
    public async Task Failure_OfTheStream_SubscribesAnew()
    {
        Publish();
        Start();
        await InStep();
        _market.FailStreams(new IOException("gone"));
        await AdvanceUntil(() => _market.Subscriptions == 2 && _market.Subscribers == 1, "subscribed anew");
        Publish();
        await InStep();
    }

    [Fact]
    public async Task Start_GrainDoesNotAnswer_TriesAgain()
    {
        Publish();
        _market.SnapshotFault = new TimeoutException("no answer");
        Start();
        await Eventually.Holds(() => _market.Subscribers == 1, "subscribed");
        _replica.Ready.IsCompleted.ShouldBeFalse();
        _market.SnapshotFault = null;
        await AdvanceUntil(() => _replica.Ready.IsCompleted, "ready");
        await InStep();
    }

    [Fact]
    public async Task Receive_MoreThanItHolds_StillEndsInStep()
    {
        _options.MaxHeldUpdates = 4;
        Publish();
        var gate = new TaskCompletionSource();
        _market.SnapshotGate = gate.Task;
        Start();
        await Eventually.Holds(() => _market.Subscribers == 1, "subscribed");
        for (int i = 0; i < 11; i++)
        {
            Publish();
        }

        gate.SetResult();
        await AdvanceUntil(() => _replica.Version.Sequence == 12, "in step");
        await InStep();
    }

    private void Start() => _running = _replica.RunAsync(_stop.Token);

    private void Publish() => _market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, ++_value));

    private void Lose()
    {
        _market.StreamIsDown = true;
        Publish();
        _market.StreamIsDown = false;
    }

    private async Task AdvanceUntil(Func<bool> condition, string what) => await Eventually.Holds(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    private async Task InStep()
    {
        LiveUpdate table = await _market.SnapshotAsync(TestProducts.Chain, TestContext.Current.CancellationToken);
        await Eventually.Holds(() => _replica.Version == (table.Epoch, table.Sequence), $"at {table.Epoch}:{table.Sequence}");
        LiveUpdates.AreSame(_replica.Read(static (mine, _) => mine.Snapshot(), 0), table).ShouldBeTrue();
    }
}
