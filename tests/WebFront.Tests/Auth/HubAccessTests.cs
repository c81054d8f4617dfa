using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class HubAccessTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_WithoutToken_IsRefused()
    {
        await using Desk desk = await Desk.OpenAsync();
        HttpRequestException refused = await Should.ThrowAsync<HttpRequestException>(() => HubDesk.ConnectAsync(desk, null));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        string feed = await desk.TokenAsync("feed");
        (await Should.ThrowAsync<HttpRequestException>(() => HubDesk.ConnectAsync(desk, feed))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a feed pushes and does not watch");
    }

    [Fact]
    public async Task Connect_WithTokenOrKey_MayWatch()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode key = await desk.KeyAsync("viewer");
        foreach (string token in (string[])[await desk.TokenAsync("viewer"), (string)key["key"]!])
        {
            await using HubDesk hub = await HubDesk.ConnectAsync(desk, token);
            await hub.Connection.InvokeAsync("Subscribe", "product:NIFTY", Token);
        }
    }

    [Fact]
    public async Task WebSocket_TokenInTheQuery_IsForTheHubAlone()
    {
        await using Desk desk = await Desk.OpenAsync();
        string viewer = Uri.EscapeDataString(await desk.TokenAsync("viewer"));
        using (var hub = new ClientWebSocket())
        {
            await hub.ConnectAsync(Address(desk, $"/hubs/market?access_token={viewer}"), Token);
            hub.State.ShouldBe(WebSocketState.Open);
        }

        (await desk.GetAsync($"/api/products?access_token={viewer}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        string feed = Uri.EscapeDataString(await desk.TokenAsync("feed"));
        using var ingest = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(() => ingest.ConnectAsync(Address(desk, $"/api/ingest?access_token={feed}"), Token));
    }

    [Fact]
    public async Task Hub_SessionEnded_IsCut()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode login = await desk.LoginAsync("vik");
        await using HubDesk hub = await HubDesk.ConnectAsync(desk, (string)login["accessToken"]!);
        await using HubDesk other = await HubDesk.ConnectAsync(desk, await desk.TokenAsync("viewer"));
        await desk.PostAsync("/api/auth/logout", new { refreshToken = (string)login["refreshToken"]! });
        await hub.Closed.WaitAsync(s_patience, Token);
        other.Connection.State.ShouldBe(HubConnectionState.Connected, "another session of the same user stays");
    }

    /// <summary>A key is rotated because somebody else may have it: what he opened with the old secret must not go on.</summary>
    [Fact]
    public async Task Hub_KeyRotated_IsCutWhereItShowedTheOldSecret()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode key = await desk.KeyAsync("viewer");
        await using HubDesk old = await HubDesk.ConnectAsync(desk, (string)key["key"]!);
        HttpResponseMessage rotated = await desk.SendAsync(HttpMethod.Post, $"/api/admin/keys/{key["id"]}/rotate", await desk.TokenAsync("admin"));
        string text = (string)JsonNode.Parse(await rotated.Content.ReadAsStringAsync(Token))!["key"]!;
        await using HubDesk present = await HubDesk.ConnectAsync(desk, text);
        await old.Closed.WaitAsync(s_patience, Token);
        await present.Connection.InvokeAsync("Subscribe", "product:NIFTY", Token);
    }

    [Fact]
    public async Task IngestSocket_KeyRevoked_IsCut()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode key = await desk.KeyAsync("feed");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", (string)key["key"]!);
        await socket.ConnectAsync(Address(desk, "/api/ingest"), Token);
        byte[] tick = Encoding.UTF8.GetBytes("""{"time":1786000000000,"product":"NIFTY","kind":"underlying","last":24213.5}""");
        await socket.SendAsync(tick, WebSocketMessageType.Text, true, Token);
        byte[] answer = new byte[1_024];
        WebSocketReceiveResult received = await socket.ReceiveAsync(answer, Token);
        Encoding.UTF8.GetString(answer, 0, received.Count).ShouldContain("\"accepted\":1");

        await desk.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{key["id"]}", await desk.TokenAsync("admin"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(s_patience);
        await Should.ThrowAsync<WebSocketException>(() => socket.ReceiveAsync(answer, patience.Token));
    }

    private static Uri Address(Desk desk, string path) => new($"ws://127.0.0.1:{desk.Web.Address.Port}{path}");
}
