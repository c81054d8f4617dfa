using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Alerts.Webhooks;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>A rule made by REST, a tick pushed by REST: the alert on hub, event stream, history and webhook of whose rule it is, and of nobody else.</summary>
[Collection(nameof(RunningSilo))]
public class AlertsTests
{
    private const string Password = "correct horse battery";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_TickCrossesItsLevel_ReachesItsOwnerAlone()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("trading-analytics-users-");
        string users = Path.Combine(folder.FullName, "users.db");
        await SeedAsync(users);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication receiver = builder.Build();
        var calls = new TaskCompletionSource<(string Body, long Timestamp, string Signature)>(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            string body = await new StreamReader(request.Body).ReadToEndAsync(Token);
            calls.TrySetResult((body, long.Parse(request.Headers[WebhookSignature.TimestampHeader]!, System.Globalization.CultureInfo.InvariantCulture), request.Headers[WebhookSignature.Header]!));
        });
        receiver.Urls.Add("http://127.0.0.1:0");
        await receiver.StartAsync(Token);
        await using RunningSilo silo = await RunningSilo.StartAsync(new()
        {
            ["Feed:Kind"] = "None",
            ["Grains:Cadence"] = "00:00:00.020",
            ["Web:Push:Interval"] = "00:00:00",
            ["Web:Access:UserFile"] = users,
            ["Alerts:AllowPrivateWebhooks"] = "true",
        });
        string asha = await LoginAsync(silo, "asha");
        string vik = await LoginAsync(silo, "vik");
        await PushAsync(silo, asha, 24_190, 1);
        string secret = (string)(await SendAsync(silo, vik, HttpMethod.Post, "/api/alerts/secret"))!["secret"]!;
        JsonNode rule = (await SendAsync(silo, vik, HttpMethod.Post, "/api/alerts", new JsonObject
        {
            ["metric"] = new JsonObject { ["room"] = "product:NIFTY", ["column"] = "spot" },
            ["condition"] = new JsonObject { ["type"] = "crosses", ["direction"] = "up", ["level"] = 24_200 },
            ["note"] = "above the round number",
            ["webhook"] = $"{receiver.Urls.Single()}/hook",
        }))!;
        ((int)rule["id"]!).ShouldBe(1);

        await using HubClient his = await HubClient.ConnectAsync(silo.Address, token: vik);
        await using HubClient hers = await HubClient.ConnectAsync(silo.Address, messagePack: true, token: asha);
        await his.SubscribeAsync("alerts");
        await hers.SubscribeAsync("alerts");
        using var http = new HttpClient { BaseAddress = silo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", vik);
        using EventStreamClient stream = await EventStreamClient.OpenAsync(http, "room=alerts&interval=0");
        await Eventually.Holds(() => his.Room("alerts").State["alerts"] is JsonArray { Count: 1 }, "he sees his rule");

        await PushAsync(silo, asha, 24_205.5, 2);
        await Eventually.Holds(() => (int?)his.Room("alerts").State["alerts"]?[0]?["fired"] == 1, "he sees that it fired");
        await stream.ReadUntilAsync(() => (int?)stream.Room.State["fired"] == 1);
        JsonNode row = his.Room("alerts").State["alerts"]![0]!;
        ((double)row["value"]!).ShouldBe(24_205.5);
        ((double)row["reference"]!).ShouldBe(24_200);
        JsonNode.DeepEquals(row, stream.Room.State["alerts"]![0]).ShouldBeTrue();

        (string body, long timestamp, string signature) = await calls.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        signature.ShouldBe(WebhookSignature.Of(secret, timestamp, Encoding.UTF8.GetBytes(body)));
        JsonNode fired = (await SendAsync(silo, vik, HttpMethod.Get, "/api/alerts/fired"))!.AsArray().ShouldHaveSingleItem()!;
        JsonNode.DeepEquals(JsonNode.Parse(body), fired).ShouldBeTrue($"{body}\n{fired}");
        ((string)fired["note"]!).ShouldBe("above the round number");

        // Hers is empty, and not for want of an answer.
        ((int)hers.Room("alerts").State["rules"]!).ShouldBe(0);
        hers.Room("alerts").State["alerts"]!.AsArray().ShouldBeEmpty();
        (await SendAsync(silo, asha, HttpMethod.Get, "/api/alerts"))!.AsArray().ShouldBeEmpty();
        await SendAsync(silo, vik, HttpMethod.Delete, "/api/alerts/1");
        await Eventually.Holds(() => his.Room("alerts").State["alerts"] is JsonArray { Count: 0 }, "the rule is gone from the room");
        folder.Delete(recursive: true);
    }

    private static async Task SeedAsync(string path)
    {
        var store = new SqliteUserStore(new UserDatabase(path));
        string hash = new IdentityPasswords().Hash(Password);
        await store.AddAsync(new User("asha", hash, UserRoles.Admin, DateTimeOffset.UnixEpoch), Token);
        await store.AddAsync(new User("vik", hash, UserRoles.Viewer, DateTimeOffset.UnixEpoch), Token);
    }

    private static async Task<string> LoginAsync(RunningSilo silo, string name) =>
        (string)(await SendAsync(silo, null, HttpMethod.Post, "/api/auth/login", new JsonObject { ["name"] = name, ["password"] = Password }))!["accessToken"]!;

    private static Task PushAsync(RunningSilo silo, string token, double spot, int second) => SendAsync(silo, token, HttpMethod.Post, "/api/ingest/ticks", new JsonArray(new JsonObject
    {
        ["time"] = $"2026-08-18T09:15:{second:00}+05:30", ["product"] = "NIFTY", ["kind"] = "underlying", ["last"] = spot,
    }));

    private static async Task<JsonNode?> SendAsync(RunningSilo silo, string? token, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = await silo.Http.SendAsync(request, Token);
        string text = await response.Content.ReadAsStringAsync(Token);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
