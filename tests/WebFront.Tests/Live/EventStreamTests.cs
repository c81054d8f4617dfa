using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>Rooms over plain HTTP.</summary>
public class EventStreamTests : WebTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    [Fact]
    public async Task Stream_Room_ShowsStatusSnapshotAndDeltas()
    {
        using EventStreamClient client = await EventStreamClient.OpenAsync(Web.Http, $"room={Chain}&interval=0");
        await client.ReadUntilAsync(() => client.Room.Snapshots == 1);
        client.Notes.ShouldHaveSingleItem().Data.ToJsonString().ShouldBe("""{"room":"chain:NIFTY:2026-08-25","interval":0,"reason":"asked","merged":0}""");
        Spot(24_300);
        await client.ReadUntilAsync(() => client.Room.Deltas == 1);
        client.LastId.ShouldBe("7-2");
        client.Room.Compare((await GetAsync("/api/data/chain/NIFTY")).AsObject()).ShouldBeTrue();
        Web.Connections.Count.ShouldBe(1);
        client.Dispose();
        await Eventually.Holds(() => Web.Connections.Count == 0 && Web.Rooms.All().Sum(room => room.Count) == 0, "the client's leaving is noticed");
    }

    [Fact]
    public async Task Stream_View_EqualsRestForTheSame()
    {
        using EventStreamClient client = await EventStreamClient.OpenAsync(Web.Http, $"room={Chain}&strikes=1&fields=bid,spot&greeks=none");
        await client.ReadUntilAsync(() => client.Room.Snapshots == 1);
        client.Room.Compare((await GetAsync("/api/data/chain/NIFTY?strikes=1&fields=bid,spot&greeks=none")).AsObject()).ShouldBeTrue();
    }

    [Fact]
    public async Task Stream_LastEventId_ResumesThere()
    {
        using EventStreamClient first = await EventStreamClient.OpenAsync(Web.Http, $"room={Chain}");
        await first.ReadUntilAsync(() => first.Room.Snapshots == 1);
        Spot(24_300);
        using EventStreamClient back = await EventStreamClient.OpenAsync(Web.Http, $"room={Chain}", first.LastId);
        back.Room.Snapshot(first.Room.State);
        await back.ReadUntilAsync(() => back.Room.Deltas == 1);
        back.Room.Version.ShouldBe((7, 2));
        using EventStreamClient lost = await EventStreamClient.OpenAsync(Web.Http, $"room={Chain}", "6-900");
        await lost.ReadUntilAsync(() => lost.Room.Snapshots == 1);
        ((string)lost.Notes[^1].Data["reason"]!).ShouldBe("resume");
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "'room' must name a room")]
    [InlineData("room=NIFTY", HttpStatusCode.BadRequest, "'room' must name a room")]
    [InlineData("room=product:SENSEX", HttpStatusCode.NotFound, "BANKNIFTY, NIFTY")]
    [InlineData("room=product:NIFTY&interval=60001", HttpStatusCode.BadRequest, "from 0 to 60000")]
    [InlineData("room=product:NIFTY&fields=price", HttpStatusCode.BadRequest, "'fields' may not name 'price'")]
    public async Task Stream_BadRequest_IsAProblemThatNamesIt(string query, HttpStatusCode status, string detail)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync($"/api/stream?{query}", Token);
        JsonNode problem = await ProblemAsync(response, status);
        ((string)problem["detail"]!).ShouldContain(detail);
    }

    [Fact]
    public async Task Stream_SessionEnded_IsCut()
    {
        await using Desk desk = await Desk.OpenAsync();
        (await desk.GetAsync($"/api/stream?room={Chain}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonNode login = await desk.LoginAsync("vik");
        desk.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)login["accessToken"]!);
        using EventStreamClient client = await EventStreamClient.OpenAsync(desk.Http, $"room={Chain}");
        await client.ReadUntilAsync(() => client.Room.Snapshots == 1);
        await desk.PostAsync("/api/auth/logout", new { refreshToken = (string)login["refreshToken"]! });
        await client.ReadUntilCutAsync();
    }

    /// <summary>A client that reads nothing is dropped, and costs no more than one message meanwhile.</summary>
    [Fact]
    public async Task Stream_ClientNeverReads_IsDropped()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(options =>
        {
            options.Interval = TimeSpan.Zero;
            options.StalledAfter = TimeSpan.FromMilliseconds(300);
            options.FarewellTimeout = TimeSpan.FromMilliseconds(300);
        }));
        web.Market.Begin(TestProducts.Chain, 1);
        using EventStreamClient client = await EventStreamClient.OpenAsync(web.Http, $"room={Chain}");
        double value = 0;
        await Eventually.Holds(
            () =>
            {
                value++;
                web.Market.Publish(TestProducts.Chain, table =>
                {
                    for (int strike = 1; strike <= 400; strike++)
                    {
                        int row = table.Row(RowKey.Leg(50 * strike, OptionRight.Call));
                        for (int column = 0; column < LegColumn.Iv; column++)
                        {
                            table.Set(row, column, value + (column * Math.PI));
                        }
                    }
                });
                return web.Push.Stalled == 1 && web.Connections.Count == 0;
            },
            "the client is given up, and gone");
        web.Rooms.All().Sum(room => room.Count).ShouldBe(0);
    }

    private void Spot(double spot) => Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, spot));
}
