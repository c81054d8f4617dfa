using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

public class SlowClientTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    [Fact]
    public async Task Push_ClientPausesReading_IsSkippedDelaysNobodyAndConverges()
    {
        await using TestWeb web = await StartAsync(TimeSpan.FromSeconds(30));
        using RawHubClient slow = await RawHubClient.ConnectAsync(web.Address, Chain);
        await slow.ReadUntilAsync(1);
        int published = 1;
        await Eventually.Holds(
            () =>
            {
                Everything(web.Market, ++published);
                return published - web.Push.Deltas > 50;
            },
            "the paused client's connection is full: while fifty updates came it was sent nothing");
        await using HubClient fast = await HubClient.ConnectAsync(web.Address);
        await fast.SubscribeAsync(Chain);
        await Eventually.Holds(() => fast.Room(Chain).Version.Sequence == published, "the other client has its snapshot");
        for (int i = 0; i < 20; i++)
        {
            Everything(web.Market, ++published);
            await Eventually.Holds(() => fast.Room(Chain).Version.Sequence == published, "the other client is up to date");
        }

        await slow.ReadUntilAsync(published);
        slow.Room.Faults.ShouldBeEmpty();
        slow.Room.Deltas.ShouldBeLessThan(published - 40, "the updates it did not read came as few, larger deltas");
        slow.Room.Compare((JsonObject)JsonNode.Parse(await web.Http.GetStringAsync(new Uri("/api/data/chain/NIFTY", UriKind.Relative), TestContext.Current.CancellationToken))!).ShouldBeTrue();
        web.Push.Merged.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Push_ClientNeverReads_IsDisconnected()
    {
        await using TestWeb web = await StartAsync(TimeSpan.FromMilliseconds(300));
        using RawHubClient slow = await RawHubClient.ConnectAsync(web.Address, Chain);
        await slow.ReadUntilAsync(1);
        int published = 1;
        await Eventually.Holds(
            () =>
            {
                Everything(web.Market, ++published);
                return web.Push.Stalled == 1;
            },
            "the client is given up");
        await Eventually.Holds(() => web.Connections.Count == 0 && web.Rooms.All().Sum(room => room.Count) == 0, "its connection and subscription are gone");
    }

    /// <summary>It stops reading until it is given up, then reads what there is: the last of it says why.</summary>
    [Fact]
    public async Task Push_ClientGivenUpReadsAgain_LearnsWhy()
    {
        await using TestWeb web = await StartAsync(TimeSpan.FromMilliseconds(300));
        using RawHubClient slow = await RawHubClient.ConnectAsync(web.Address, Chain);
        await slow.ReadUntilAsync(1);
        int published = 1;
        await Eventually.Holds(
            () =>
            {
                Everything(web.Market, ++published);
                return web.Push.Stalled == 1;
            },
            "the client is given up");
        (await slow.ReadUntilClosedAsync()).ShouldStartWith("Nothing of chain:NIFTY:2026-08-25 was taken for 0.3 s");
    }

    private static async Task<TestWeb> StartAsync(TimeSpan stalledAfter)
    {
        TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options =>
        {
            options.Interval = TimeSpan.Zero;
            options.StalledAfter = stalledAfter;
        }));
        web.Market.Begin(TestProducts.Chain, 1);
        Everything(web.Market, 1);
        return web;
    }

    /// <summary>Changes every cell of a chain of 400 legs: some 80 kB of JSON.</summary>
    private static void Everything(FakeMarket market, int version) => market.Publish(TestProducts.Chain, table =>
    {
        for (int strike = 1; strike <= 200; strike++)
        {
            foreach (OptionRight right in new[] { OptionRight.Call, OptionRight.Put })
            {
                int row = table.Row(RowKey.Leg(50 * strike, right));
                for (int column = 0; column < LegColumn.Iv; column++)
                {
                    table.Set(row, column, version + (column * Math.PI));
                }
            }
        }
    });
}
