using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

public class MarketHubTests : WebTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    [Fact]
    public async Task Subscribe_Room_SendsASnapshotEqualToRest()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain);
        await client.SubscribeAsync("product:nifty");
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1 && client.Room("product:NIFTY").Snapshots == 1, "both snapshots came");
        client.Room(Chain).Compare((await GetAsync("/api/data/chain/NIFTY")).AsObject()).ShouldBeTrue();
        JsonObject product = (await GetAsync("/api/products/NIFTY")).AsObject();
        product.Remove("contract");
        client.Room("product:NIFTY").Compare(product).ShouldBeTrue();
    }

    [Fact]
    public async Task Delta_OneCellChanged_HoldsNothingElse()
    {
        await using Microsoft.AspNetCore.SignalR.Client.HubConnection hub = Web.Hub();
        List<string> deltas = [];
        Microsoft.AspNetCore.SignalR.Client.HubConnectionExtensions.On<JsonObject>(hub, "snapshot", _ => { });
        Microsoft.AspNetCore.SignalR.Client.HubConnectionExtensions.On<JsonObject>(hub, "delta", delta => deltas.Add(delta.ToJsonString()));
        await hub.StartAsync(Token);
        await hub.InvokeCoreAsync("Subscribe", typeof(object), [Chain], Token);
        await Eventually.Holds(() => Web.Push.Snapshots == 1, "the snapshot went out");
        Web.Market.Publish(TestProducts.Chain, table => table.Set(table.Row(RowKey.Leg(24200, OptionRight.Put)), LegColumn.Ask, 99.5));
        await Eventually.Holds(() => deltas.Count == 1, "the delta came");
        deltas[0].ShouldBe("""{"room":"chain:NIFTY:2026-08-25","epoch":7,"from":1,"sequence":2,"legs":[{"strike":24200,"right":"put","ask":99.5}]}""");
    }

    /// <summary>100 random batches, one after another, at full pace: every state a client was in is what REST says at that version.</summary>
    [Fact]
    public async Task Deltas_HundredRandomBatches_KeepTheClientEqualToRest()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options => options.Interval = TimeSpan.Zero));
        web.Market.Begin(TestProducts.Chain, 3);
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        await client.SubscribeAsync(Chain);
        var random = new Random(20260818);
        int compared = 0;
        for (int batch = 0; batch < 100; batch++)
        {
            if (batch == 60)
            {
                web.Market.Begin(TestProducts.Chain, 4);
            }

            web.Market.StreamIsDown = batch % 17 == 16;
            LiveUpdate update = Randomly(web.Market, random)!;
            web.Market.StreamIsDown = false;
            if (batch % 17 != 16)
            {
                await Eventually.Holds(() => client.Room(Chain).Version == (update.Epoch, update.Sequence), $"the client is at {update.Epoch}:{update.Sequence}");
                var table = (JsonObject)JsonNode.Parse(await web.Http.GetStringAsync(new Uri("/api/data/chain/NIFTY", UriKind.Relative), Token))!;
                compared += client.Room(Chain).Compare(table) ? 1 : 0;
            }
        }

        compared.ShouldBe(95);
        client.Room(Chain).Faults.ShouldBeEmpty();
        client.Room(Chain).Deltas.ShouldBeGreaterThan(80);
    }

    [Theory]
    [InlineData("chain:NIFTY:2026-08-26", "Live expiries: 2026-08-25, 2026-09-29")]
    [InlineData("product:SENSEX", "Known: BANKNIFTY, NIFTY")]
    [InlineData("NIFTY", "rooms are named like product:NIFTY")]
    [InlineData("chain:NIFTY", "rooms are named like")]
    [InlineData("smile:NIFTY", "rooms are named like")]
    [InlineData("surface:NIFTY:2026-08-25", "rooms are named like")]
    [InlineData("smile:NIFTY:2026-08-26", "Live expiries: 2026-08-25, 2026-09-29")]
    [InlineData("exposures:SENSEX", "Known: BANKNIFTY, NIFTY")]
    [InlineData("volatility-index:SENSEX", "Known: BANKNIFTY, NIFTY")]
    [InlineData("chain:NIFTY:tomorrow", "rooms are named like")]
    [InlineData("product:", "rooms are named like")]
    [InlineData("", "rooms are named like")]
    public async Task Subscribe_UnknownRoom_IsAnErrorThatNamesWhatThereIs(string room, string message)
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        HubException exception = await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(room));
        exception.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Invoke_Refused_IsNoErrorInOurLog()
    {
        using var log = new KeptLog();
        await using TestWeb web = await TestWeb.StartAsync(services => services.AddLogging(logging => logging.AddProvider(log)));
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        await Should.ThrowAsync<HubException>(() => client.SubscribeAsync("chain:SENSEX:2026-08-25"));
        await Should.ThrowAsync<HubException>(() => client.SubscribeAsync("nonsense"));
        log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribe_Again_SendsTheSnapshotAgainAndDeltasOnce()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the first snapshot came");
        await client.SubscribeAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 2, "the second snapshot came");
        Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 1));
        await Eventually.Holds(() => client.Room(Chain).Version.Sequence == 2, "the delta came");
        client.Room(Chain).Deltas.ShouldBe(1);
        Web.Rooms.All().ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Subscribe_TooManyRooms_IsAnError()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options => options.MaxRoomsPerConnection = 1));
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        await client.SubscribeAsync("product:NIFTY");
        HubException exception = await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(Chain));
        exception.Message.ShouldContain("1 rooms");
        await client.UnsubscribeAsync("product:NIFTY");
        await client.SubscribeAsync(Chain);
    }

    [Fact]
    public async Task Subscribe_ClusterDoesNotAnswer_IsAnErrorNotSilence()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options => options.ReadyTimeout = TimeSpan.FromMilliseconds(200)));
        web.Market.SnapshotFault = new TimeoutException("no answer");
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        HubException exception = await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(Chain));
        exception.Message.ShouldContain("does not answer");
        web.Rooms.All().ShouldHaveSingleItem().Count.ShouldBe(0);
    }

    [Fact]
    public async Task Subscribe_DirectoryDoesNotAnswer_IsAnErrorNotSilence()
    {
        using var log = new KeptLog();
        await using TestWeb web = await TestWeb.StartAsync(services => services.AddLogging(logging => logging.AddProvider(log)).Configure<PushOptions>(options => options.ReadyTimeout = TimeSpan.FromMilliseconds(200)));
        web.Services.GetRequiredService<IGrainFactory>().GetGrain<IDirectoryGrain>(0).Routes().Returns(new TaskCompletionSource<TickRoute[]>().Task);
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        (await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(Chain))).Message.ShouldContain("does not answer");
        log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribe_BeforeTheFirstTick_SendsAnEmptyTableThenTheFirst()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync("product:BANKNIFTY");
        await Eventually.Holds(() => client.Room("product:BANKNIFTY").Snapshots == 1, "the empty snapshot came");
        client.Room("product:BANKNIFTY").State["spot"].ShouldBeNull();
        var route = new TickRoute("BANKNIFTY", Expiry.None);
        Web.Market.Begin(route, 9);
        Web.Market.Publish(route, table => table.Set(0, 0, 51_000));
        await Eventually.Holds(() => client.Room("product:BANKNIFTY").Version == (9, 1), "the first version came");
        client.Room("product:BANKNIFTY").Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_NobodyWatches_IsReleasedAfterItsLinger()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options => options.Linger = TimeSpan.FromMilliseconds(50)));
        web.Market.Begin(TestProducts.Chain, 1);
        HubClient client = await HubClient.ConnectAsync(web.Address);
        await client.SubscribeAsync(Chain);
        await client.SubscribeAsync("product:NIFTY");
        await client.UnsubscribeAsync("product:NIFTY");
        await Eventually.Holds(() => web.Rooms.All().Length == 1, "the room left by unsubscribing is gone");
        await client.DisposeAsync();
        await Eventually.Holds(() => web.Rooms.All().Length == 0 && web.Market.Subscribers == 0 && web.Connections.Count == 0, "the room left by disconnecting is gone");
    }

    [Fact]
    public async Task Deltas_FasterThanTheInterval_AreMerged()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the snapshot came");
        for (int i = 0; i < 500; i++)
        {
            Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 24_000 + i));
        }

        await Eventually.Holds(() => client.Room(Chain).Version.Sequence == 501, "the last version came");
        client.Room(Chain).Faults.ShouldBeEmpty();
        (Web.Push.Merged + Web.Push.Deltas).ShouldBe(500);
        Web.Push.Merged.ShouldBeGreaterThan(400);
        client.Room(Chain).Compare((await GetAsync("/api/data/chain/NIFTY")).AsObject()).ShouldBeTrue();
    }

    private static LiveUpdate? Randomly(FakeMarket market, Random random) => market.Publish(TestProducts.Chain, table =>
    {
        table.Set(0, ChainColumn.AsOf, random.NextInt64(1_786_000_000_000_000, 1_787_000_000_000_000));
        int cells = random.Next(1, 200);
        for (int i = 0; i < cells; i++)
        {
            bool header = random.Next(10) == 0;
            int row = header ? 0 : table.Row(RowKey.Leg(24_000 + (50 * random.Next(20)), (OptionRight)random.Next(2)));
            int column = random.Next(header ? ChainColumn.LotSize : LegColumn.Iv);
            double value = column == ChainColumn.ForwardSource && header ? random.Next(4) : random.Next(5) == 0 ? double.NaN : random.NextDouble() * 1000;
            table.Set(row, column, value);
        }
    });
}
