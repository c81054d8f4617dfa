using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>Clients that come back with what they held.</summary>
public class ResumeTests : WebTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    [Fact]
    public async Task Subscribe_ResumeFromAPastVersion_IsLedOnByOneDelta()
    {
        JsonReplica held = await WatchAndLeaveAsync(null);
        await using HubClient keeper = await KeepOpenAsync();
        Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 24_300));
        Web.Market.Publish(TestProducts.Chain, table => table.Set(table.Row(RowKey.Leg(24_500, OptionRight.Call)), LegColumn.Bid, 5));
        await using HubClient back = await HubClient.ConnectAsync(Web.Address);
        back.Room(Chain).Snapshot(held.State);
        await back.SubscribeAsync(Chain, new { resume = Point(held) });
        await Eventually.Holds(() => back.Room(Chain).Version.Sequence == 3, "the delta came");
        (back.Room(Chain).Snapshots, back.Room(Chain).Deltas, back.Notes.Length).ShouldBe((1, 1, 0), "the copy it came with, and one delta");
        back.Room(Chain).Compare((await GetAsync("/api/data/chain/NIFTY")).AsObject()).ShouldBeTrue();
    }

    [Fact]
    public async Task Subscribe_ResumeWhereNothingChanged_IsAnsweredByAnEmptyDelta()
    {
        JsonReplica held = await WatchAndLeaveAsync(new { fields = new[] { "spot" } });
        await using HubClient back = await HubClient.ConnectAsync(Web.Address);
        back.Room(Chain).Snapshot(held.State);
        await back.SubscribeAsync(Chain, new { fields = new[] { "spot" }, resume = Point(held) });
        await Eventually.Holds(() => back.Room(Chain).Deltas == 1, "the answer came");
        back.Room(Chain).Faults.ShouldBeEmpty();
        back.Room(Chain).Version.ShouldBe((7, 1));
    }

    [Theory]
    [InlineData(6, 1, "another epoch")]
    [InlineData(7, 9, "a version the server has not reached")]
    [InlineData(7, 0, "a version at which nothing was published")]
    public async Task Subscribe_ResumeFromElsewhere_IsToldAndGetsASnapshot(long epoch, long sequence, string what)
    {
        await using HubClient back = await HubClient.ConnectAsync(Web.Address);
        await back.SubscribeAsync(Chain, new { resume = new { epoch, sequence } });
        await Eventually.Holds(() => back.Room(Chain).Snapshots == 1, $"the snapshot came after {what}");
        ((string)back.Notes.ShouldHaveSingleItem()["reason"]!).ShouldBe("resume");
        back.Room(Chain).Version.ShouldBe((7, 1));
    }

    /// <summary>A window of strikes leads on while the money stays, and begins anew when it has moved.</summary>
    [Theory]
    [InlineData(24_200, 1)]
    [InlineData(24_250, 2)]
    public async Task Subscribe_ResumeWithStrikes_LeadsOnWhileTheMoneyStays(double money, int snapshots)
    {
        JsonReplica held = await WatchAndLeaveAsync(new { strikes = 1 });
        await using HubClient keeper = await KeepOpenAsync();
        Web.Market.Publish(TestProducts.Chain, table =>
        {
            table.Set(0, ChainColumn.AtmStrike, money);
            table.Set(table.Row(RowKey.Leg(24_150, OptionRight.Call)), LegColumn.Bid, 5);
        });
        await using HubClient back = await HubClient.ConnectAsync(Web.Address);
        back.Room(Chain).Snapshot(held.State);
        await back.SubscribeAsync(Chain, new { strikes = 1, resume = Point(held) });
        await Eventually.Holds(() => back.Room(Chain).Version.Sequence == 2, "it is led on");
        back.Room(Chain).Snapshots.ShouldBe(snapshots);
        back.Room(Chain).Compare((await GetAsync("/api/data/chain/NIFTY?strikes=1")).AsObject()).ShouldBeTrue();
    }

    private static object Point(JsonReplica held) => new { epoch = held.Version.Epoch, sequence = held.Version.Sequence };

    private async Task<JsonReplica> WatchAndLeaveAsync(object? options)
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain, options ?? new { });
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the snapshot came");
        return client.Room(Chain);
    }

    private async Task<HubClient> KeepOpenAsync()
    {
        HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the room is open");
        return client;
    }
}
