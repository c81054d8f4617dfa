using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

public class SystemRoomTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribe_OpenMode_ShowsTheProcessAndGoesOn()
    {
        await using TestWeb web = await TestWeb.StartAsync();
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        await client.SubscribeAsync("system");
        await Eventually.Holds(() => client.Room("system").Deltas > 0, "it goes on");
        JsonObject table = client.Room("system").State;
        ((string)table["room"]!).ShouldBe("system");
        table["product"].ShouldBeNull();
        ((string)table["feed"]!).ShouldBe("test");
        ((string)table["feedState"]!).ShouldBe("idle");
        ((int)table["connections"]!).ShouldBe(1);
        ((int)table["rooms"]!).ShouldBe(1);
        ((int)table["chains"]!).ShouldBe(2);
        ((int)table["refusedCrossedQuote"]!).ShouldBe(0);
        table["silos"]!.AsArray().ShouldBeEmpty();
        client.Room("system").Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribe_WithTicksFlowing_ShowsTheirDelay()
    {
        await using TestWeb web = await TestWeb.StartAsync();
        web.Market.Begin(TestProducts.Chain, 7);
        await using HubClient client = await HubClient.ConnectAsync(web.Address);
        await client.SubscribeAsync("chain:NIFTY:2026-08-25", new { interval = 0 });
        for (int i = 0; i < 3; i++)
        {
            double received = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds - 2_000_000 + i;
            web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Received, received));
            int published = i + 1;
            await Eventually.Holds(() => client.Room("chain:NIFTY:2026-08-25").Version.Sequence == published, "the client has it");
        }

        await client.SubscribeAsync("system");
        await Eventually.Holds(() => client.Room("system").State["socketP99"] is not null, "the delay is known");
        JsonObject table = client.Room("system").State;
        ((double)table["socketP50"]!).ShouldBeGreaterThan(1.8);
        ((double)table["publishP50"]!).ShouldBeGreaterThan(1.8);
        ((double)table["feedLag"]!).ShouldBeGreaterThan(1.8);
    }

    [Fact]
    public async Task Subscribe_Viewer_IsRefusedOnHubAndStream()
    {
        await using Desk desk = await Desk.OpenAsync();
        string viewer = await desk.TokenAsync("viewer");
        await using HubDesk hub = await HubDesk.ConnectAsync(desk, viewer);
        (await Should.ThrowAsync<HubException>(() => hub.Connection.InvokeAsync("Subscribe", "system", Token))).Message.ShouldContain("admins");
        (await desk.GetAsync("/api/stream?room=system", viewer)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using HubDesk admin = await HubDesk.ConnectAsync(desk, await desk.TokenAsync("admin"));
        await admin.Connection.InvokeAsync("Subscribe", "system", Token);
    }

    [Fact]
    public void Percentile_KnownDelays_AreFoundWithinTenPercent()
    {
        var window = new LatencyWindow(TimeProvider.System);
        window.Percentile(0.5).ShouldBe(double.NaN);
        for (int i = 1; i <= 1_000; i++)
        {
            window.Add(i / 1_000.0);
        }

        window.Percentile(0.5).ShouldBe(0.5, 0.05);
        window.Percentile(0.99).ShouldBe(0.99, 0.1);
    }
}
