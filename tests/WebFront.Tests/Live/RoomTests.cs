using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>The fan-out of one room on a clock that stands still: a client is due when the test moves it.</summary>
public sealed class RoomTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FakeMarket _market = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PushStatistics _statistics = new(TimeProvider.System);
    private readonly ConnectionRegistry _connections;
    private readonly Room _room;
    private double _value;

    public RoomTests()
    {
        var options = new PushOptions { Interval = Interval };
        _connections = new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, Options.Create(options), _time);
        var pace = new PushPace(_connections, Options.Create(options), _time);
        _market.Begin(TestProducts.Chain, 1);
        Publish();
        _room = new Room(TestProducts.Chain, _market, options, pace, _statistics, _time, NullLogger.Instance);
        _room.Start(static _ => false);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Pass_TwoClientsAtOneVersion_ShareTheSerialisedMessage()
    {
        (FakeTarget first, FakeTarget second) = (await JoinAsync(), await JoinAsync());
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => first.Messages.Length == 2 && second.Messages.Length == 2, "both have the delta");
        second.Messages[1].ShouldBeSameAs(first.Messages[1]);
    }

    [Fact]
    public async Task Pass_ClientDoesNotRead_GetsNothingMoreAndThenAllInOne()
    {
        (FakeTarget slow, FakeTarget fast) = (await JoinAsync(), await JoinAsync());
        slow.Pause();
        for (int i = 2; i <= 11; i++)
        {
            _time.Advance(Interval);
            Publish();
            int expected = i;
            await Eventually.Holds(() => fast.Messages.Length == expected, "the client that reads has the delta");
        }

        slow.Messages.Length.ShouldBe(2, "snapshot and the delta that was not taken");
        slow.Resume();
        await Eventually.Holds(() => slow.Messages.Length == 4, "the client reads again, and is told that it is slowed");
        JsonNode delta = Read(slow.Messages[2])["arguments"]![0]!;
        Read(slow.Messages[3])["arguments"]![0]!.ToJsonString().ShouldBe("""{"room":"chain:NIFTY:2026-08-25","interval":200,"reason":"slow","merged":8}""");
        ((long)delta["from"]!, (long)delta["sequence"]!).ShouldBe((2, 11));
        _statistics.Merged.ShouldBe(8);
    }

    [Fact]
    public async Task Pass_ClientNeverReads_IsAbortedAfterTheLimitAndNotBefore()
    {
        FakeTarget slow = await JoinAsync();
        slow.Pause();
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => slow.Messages.Length == 2, "a write is pending");
        _time.Advance(TimeSpan.FromSeconds(29));
        _room.Wake();
        slow.Dropped.ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.Holds(() => slow.Dropped is not null && _room.Count == 0, "the client is given up");
        _statistics.Stalled.ShouldBe(1);
        slow.Dropped.ShouldNotBeNull().ShouldContain("taken for 30 s");
        slow.Messages.Length.ShouldBe(2, "ten thousand updates would leave no more behind");
    }

    [Fact]
    public async Task Pass_ClientReadsInTimeAgain_GetsItsIntervalBack()
    {
        FakeTarget slow = await JoinAsync();
        slow.Pause();
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => slow.Messages.Length == 2, "a write is pending");
        _time.Advance(TimeSpan.FromSeconds(1));
        Publish();
        slow.Resume();
        await Eventually.Holds(() => StatusOf(slow).SequenceEqual([200.0]), "slowed");
        await Eventually.Holds(
            () =>
            {
                _time.Advance(Interval);
                Publish();
                return StatusOf(slow).SequenceEqual([200.0, 100.0]);
            },
            "eight messages taken at once later it has its own interval back");
    }

    [Fact]
    public async Task Pass_Crowd_StretchesTheIntervalTellsAndGivesItBack()
    {
        FakeTarget client = await JoinAsync();
        for (int i = 0; i <= 8_000; i++)
        {
            _connections.StreamOpened();
        }

        _time.Advance(Interval);
        Publish();

        // In either order: the room may look between the clock and the publication.
        await Eventually.Holds(() => client.Messages.Length == 3 && StatusOf(client).SequenceEqual([2_000.0]), "snapshot, delta, and told of the crowd's interval");
        Read(client.Messages.Single(message => (string)Read(message)["target"]! == "status"))["arguments"]![0]!["reason"]!.GetValue<string>().ShouldBe("crowd");
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Publish();
        FakeTarget other = await JoinAsync();
        await Eventually.Holds(() => StatusOf(other).Length == 1, "the room has made its round");
        client.Messages.Length.ShouldBe(3, "not due within the crowd's interval");
        for (int i = 0; i <= 400; i++)
        {
            _connections.StreamClosed();
        }

        _time.Advance(TimeSpan.FromSeconds(3));
        await Eventually.Holds(() => StatusOf(client).SequenceEqual([2_000.0, 100.0]), "back by itself");
    }

    [Fact]
    public async Task Pass_SourceLost_ClientIsToldAndToldWhenItGoesOn()
    {
        FakeTarget client = await JoinAsync();
        _market.SnapshotFault = new TimeoutException("no answer");
        await AdvanceUntil(() => client.Messages.Length == 2, "told of the gap");
        ((string)Read(client.Messages[1])["target"]!).ShouldBe("gap");
        FakeTarget late = await JoinAsync();
        await Eventually.Holds(() => late.Messages.Length == 2 && (string)Read(late.Messages[1])["target"]! == "gap", "one that comes now has its snapshot and is told");
        _market.SnapshotFault = null;
        await AdvanceUntil(() => client.Messages.Length == 3, "told that it goes on");
        Read(client.Messages[2])["arguments"]![0]!["reason"]!.GetValue<string>().ShouldBe("gapClosed");
    }

    [Fact]
    public async Task Pass_SameViewTwice_IsSerialisedOnceAndOtherViewsApart()
    {
        ViewReader.TryRead(TestProducts.Chain, ["spot"], null, null, out TableView spot, out _).ShouldBeTrue();
        (FakeTarget first, FakeTarget second, FakeTarget whole) = (await JoinAsync(spot), await JoinAsync(spot), await JoinAsync());
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => new[] { first, second, whole }.All(target => target.Messages.Length == 2), "all have the delta");
        second.Messages[1].ShouldBeSameAs(first.Messages[1]);
        whole.Messages[1].ShouldNotBeSameAs(first.Messages[1]);
    }

    [Fact]
    public async Task Pass_NothingOfTheViewChanged_SendsNothing()
    {
        ViewReader.TryRead(TestProducts.Chain, ["forward"], null, null, out TableView view, out _).ShouldBeTrue();
        (FakeTarget narrow, FakeTarget whole) = (await JoinAsync(view), await JoinAsync());
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => whole.Messages.Length == 2, "the other client has the delta");
        _time.Advance(Interval);
        _market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Forward, 7));
        await Eventually.Holds(() => narrow.Messages.Length == 2, "the delta of what it sees is there");
        Read(narrow.Messages[1])["arguments"]![0]!.ToJsonString().ShouldBe("""{"room":"chain:NIFTY:2026-08-25","epoch":1,"from":1,"sequence":3,"forward":7,"legs":[]}""");
    }

    [Fact]
    public async Task Pass_UpdatesWithinTheInterval_WaitForIt()
    {
        FakeTarget client = await JoinAsync();
        _time.Advance(Interval);
        Publish();
        await Eventually.Holds(() => client.Messages.Length == 2, "the first delta is there at once");
        Publish();
        Publish();
        FakeTarget other = await JoinAsync();
        client.Messages.Length.ShouldBe(2, "not due, though the room has served another client since");
        _time.Advance(Interval);
        await Eventually.Holds(() => client.Messages.Length == 3, "due");
        ((long)Read(client.Messages[2])["arguments"]![0]!["sequence"]!).ShouldBe(4);
        other.Messages.Length.ShouldBe(1);
    }

    private void Publish() => _market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, ++_value));

    private static double[] StatusOf(FakeTarget target) =>
        [.. target.Messages.Select(Read).Where(message => (string)message["target"]! == "status").Select(message => (double)message["arguments"]![0]!["interval"]!)];

    private Task AdvanceUntil(Func<bool> condition, string what) => Eventually.Holds(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    private async Task<FakeTarget> JoinAsync(TableView? view = null)
    {
        var target = new FakeTarget();
        _room.Add(new Subscription(target, new Wish(view ?? TableView.Whole, Interval) { Snapshot = true }));
        await Eventually.Holds(() => target.Messages.Length > 0, "the snapshot is there");
        return target;
    }

    private static JsonNode Read(PushMessage message)
    {
        ReadOnlyMemory<byte> bytes = message.Hub.GetSerializedMessage(new JsonHubProtocol());
        return JsonNode.Parse(Encoding.UTF8.GetString(bytes.Span).TrimEnd('\u001e'))!;
    }
}
