using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Client;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.WebFront.Tests.Clients;

/// <summary>The .NET client against the real web front.</summary>
public class MarketClientTests : WebTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    [Fact]
    public async Task Watch_Room_FollowsTheServer()
    {
        await using MarketClient client = Connect(Web.Address);
        LiveRoom room = client.Watch(Chain);
        await Eventually.Holds(() => room.State == RoomState.InStep, "the room is in step");
        room.Read(table => table.Number("24200:call", "bid")).ShouldBe(242);
        Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 24_300));
        await Eventually.Holds(() => room.Read(table => (table.Number("spot"), table.Sequence)) == (24_300, 2), "the delta came");
    }

    [Fact]
    public async Task Watch_RoomThatIsNot_IsRefusedInTheServersWords()
    {
        await using MarketClient client = Connect(Web.Address);
        LiveRoom room = client.Watch("product:SENSEX");
        await Eventually.Holds(() => room.State == RoomState.Refused, "it is refused");
        room.Refusal.ShouldNotBeNull().ShouldContain("Known: BANKNIFTY, NIFTY");
    }

    [Fact]
    public async Task Configure_OptionsAndBadOnes_HoldOrAreRefused()
    {
        await using MarketClient client = Connect(Web.Address);
        LiveRoom room = client.Watch(Chain);
        await Eventually.Holds(() => room.State == RoomState.InStep, "the room is in step");
        var narrow = new RoomOptions { Strikes = 0, Fields = ["bid"] };
        await client.ConfigureAsync(room, narrow, Token);
        await Eventually.Holds(() => room.CopyOptions == narrow, "the copy is of the new options");
        room.Read(table => table.Rows.Order().ToArray()).ShouldBe(["24200:call", "24200:put"]);
        (await Should.ThrowAsync<HubException>(() => client.ConfigureAsync(room, new RoomOptions { Interval = TimeSpan.FromHours(1) }, Token))).Message.ShouldContain("from 0 to 60000");
        room.Options.ShouldBe(narrow);
    }

    [Fact]
    public async Task Configure_CopyOnItsWay_HoldsAllTheSame()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Web.Market.SnapshotGate = gate.Task;
        await using MarketClient client = Connect(Web.Address);
        LiveRoom room = client.Watch(Chain);
        await Eventually.Holds(() => Web.Rooms.All().Sum(each => each.Count) == 1, "the room is asked for");
        var narrow = new RoomOptions { Strikes = 0, Fields = ["bid"] };
        Task configured = client.ConfigureAsync(room, narrow, Token);
        room.CopyOptions.ShouldBeNull("there is no copy");
        gate.SetResult();
        await configured;
        await Eventually.Holds(() => room.State == RoomState.InStep && room.CopyOptions == narrow, "the copy is of the new options");
        room.Read(table => table.Rows.Order().ToArray()).ShouldBe(["24200:call", "24200:put"]);
    }

    [Fact]
    public async Task Connection_Cut_GoesOnFromTheVersionHeld()
    {
        await using var line = new FlakyLine(Web.Address);
        await using MarketClient client = Connect(line.Address);
        LiveRoom room = client.Watch(Chain);
        List<string> notices = [];
        List<RoomState> states = [];
        room.Resynced += (_, notice) => notices.Add(notice.Reason);
        room.StateChanged += (_, state) => states.Add(state);
        await Eventually.Holds(() => room.State == RoomState.InStep, "the room is in step");
        await Eventually.Holds(() => Web.Push.Snapshots == 1, "by a snapshot");
        line.Cut();
        await Eventually.Holds(() => room.State == RoomState.Waiting || states.Count > 2, "the loss is told");
        Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 24_300));
        await Eventually.Holds(() => room.State == RoomState.InStep && room.Read(table => table.Number("spot")) == 24_300, "it is in step again");
        notices.ShouldBeEmpty();
        Web.Push.Snapshots.ShouldBe(1);
    }

    [Fact]
    public async Task Source_Lost_IsToldUntilItIsBack()
    {
        await using TestWeb web = await StartAsync();
        await using MarketClient client = Connect(web.Address);
        LiveRoom room = client.Watch(Chain);
        await Eventually.Holds(() => room.State == RoomState.InStep, "the room is in step");
        web.Market.SnapshotFault = new TimeoutException("no answer");
        await Eventually.Holds(() => room.State == RoomState.Gap, "the gap is told");
        web.Market.SnapshotFault = null;
        await Eventually.Holds(() => room.State == RoomState.InStep, "its end is told");
    }

    /// <summary>Random publications, lost ones, new epochs, cut and stuck lines, and changes of options; at every quiet point each client has what REST answers for its options.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Model_RandomTroubles_EveryClientEqualsRestAtEachQuietPoint(int seed)
    {
        var random = new Random(seed);
        await using TestWeb web = await StartAsync();
        var market = new RandomChain(web.Market, seed);
        FlakyLine[] lines = [new(web.Address), new(web.Address), new(web.Address)];
        MarketClient[] clients = [.. lines.Select(line => Connect(line.Address))];
        LiveRoom[] rooms = [.. clients.Select((client, i) => client.Watch(Chain, RoomCheck.Options(random)))];
        int broken = 0;
        foreach (LiveRoom room in rooms)
        {
            room.Resynced += (_, notice) => broken += notice.Reason == "client" ? 1 : 0;
        }

        long epoch = 1;
        for (int step = 1; step <= 120; step++)
        {
            int one = random.Next(rooms.Length);
            switch (random.Next(20))
            {
                case 0:
                    lines[one].Cut();
                    break;
                case 1:
                    lines[one].Pause();
                    break;
                case 2:
                    lines[one].Resume();
                    break;
                case 3 when step % 3 == 0:
                    web.Market.Begin(TestProducts.Chain, ++epoch);
                    break;
                case 4:
                    lines[one].Resume();
                    await clients[one].ConfigureAsync(rooms[one], RoomCheck.Options(random), Token);
                    break;
                case 5:
                    web.Market.StreamIsDown = true;
                    market.Publish();
                    web.Market.StreamIsDown = false;
                    break;
            }

            market.Publish();
            if (step % 20 == 0)
            {
                Array.ForEach(lines, line => line.Resume());
                foreach (LiveRoom room in rooms)
                {
                    await Eventually.HoldsAsync(
                        async () => room.State == RoomState.InStep && room.CopyOptions == room.Options && await RoomCheck.DifferenceAsync(web.Http, room) is null, $"step {step}: {room.Options} shows what REST shows; {room.State}");
                }
            }
        }

        broken.ShouldBe(0, "the server never sends what does not follow on");
        foreach ((MarketClient client, FlakyLine line) in clients.Zip(lines))
        {
            await client.DisposeAsync();
            await line.DisposeAsync();
        }
    }

    private static async Task<TestWeb> StartAsync()
    {
        TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(push =>
        {
            push.Interval = TimeSpan.FromMilliseconds(5);
            push.DoubtAfter = push.WatchInterval = TimeSpan.FromMilliseconds(200);
        }));
        web.Market.Begin(TestProducts.Chain, 1);
        return web;
    }

    private static MarketClient Connect(Uri server)
    {
        var client = new MarketClient(new MarketClientOptions
        {
            Server = server, FirstRetry = TimeSpan.FromMilliseconds(10), LastRetry = TimeSpan.FromMilliseconds(50), AskAgainAfter = TimeSpan.FromSeconds(2), Jitter = new Random(1),
        });
        client.Start();
        return client;
    }
}
