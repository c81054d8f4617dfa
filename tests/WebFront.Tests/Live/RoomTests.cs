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
    private readonly PushStatistics _statistics = new();
    private readonly Room _room;
    private double _value;

    public RoomTests()
    {
        var options = new PushOptions { Interval = Interval };
        var connections = new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance);
        var pace = new PushPace(connections, Options.Create(options), _time);
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
        await Eventually.Holds(() => slow.Messages.Length == 3, "the client reads again");
        JsonNode delta = Read(slow.Messages[2])["arguments"]![0]!;
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
        slow.Aborted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.Holds(() => slow.Aborted && _room.Count == 0, "the client is given up");
        _statistics.Stalled.ShouldBe(1);
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

    private async Task<FakeTarget> JoinAsync()
    {
        var target = new FakeTarget();
        _room.Add(new Subscription(target));
        await Eventually.Holds(() => target.Messages.Length == 1, "the snapshot is there");
        return target;
    }

    private static JsonNode Read(SerializedHubMessage message)
    {
        ReadOnlyMemory<byte> bytes = message.GetSerializedMessage(new JsonHubProtocol());
        return JsonNode.Parse(Encoding.UTF8.GetString(bytes.Span).TrimEnd('\u001e'))!;
    }
}
