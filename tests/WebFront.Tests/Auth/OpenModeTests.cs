using System.Net;
using System.Net.WebSockets;
using System.Text;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Auth;

/// <summary>In open mode this machine's own programs are admins. Other sites' pages in this machine's browser are not this machine's own programs.</summary>
public class OpenModeTests : WebTests
{
    [Fact]
    public async Task Me_WithoutName_IsTheLocalAdmin() =>
        (await GetAsync("/api/auth/me")).ToJsonString().ShouldBe("""{"name":"local","roles":["admin"],"mode":"open"}""");

    [Theory]
    [InlineData("Origin", "https://evil.example", "another site's page")]
    [InlineData("Origin", "null", "another site's page")]
    [InlineData("Host", "evil.example:5080", "not localhost")]
    [InlineData("X-Forwarded-For", "203.0.113.7", "through a proxy")]
    public async Task Request_NotOfThisMachine_IsRefusedWithTheReason(string header, string value, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest/ticks") { Content = new StringContent("""{"time":1786000000000,"product":"NIFTY","kind":"underlying","last":1}""", Encoding.UTF8, "text/plain") };
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await Web.Http.SendAsync(request, Token);
        ((string)(await ProblemAsync(response, HttpStatusCode.Unauthorized))["detail"]!).ShouldContain(reason);
        Web.Sink.Accepted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/hubs/market")]
    [InlineData("/api/ingest")]
    public async Task WebSocket_OfAnotherSitesPage_IsRefused(string path)
    {
        using var foreign = new ClientWebSocket();
        foreign.Options.SetRequestHeader("Origin", "https://evil.example");
        await Should.ThrowAsync<WebSocketException>(() => foreign.ConnectAsync(new Uri($"ws://127.0.0.1:{Web.Address.Port}{path}"), Token));
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{Web.Address.Port}");
        await own.ConnectAsync(new Uri($"ws://127.0.0.1:{Web.Address.Port}{path}"), Token);
        own.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task Request_WithAWrongKey_IsRefusedEvenHere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/products");
        request.Headers.Add("X-Api-Key", "ta_no_key");
        using HttpResponseMessage response = await Web.Http.SendAsync(request, Token);
        await ProblemAsync(response, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void Refusal_AddressesAndModes_NamesTheRemedy()
    {
        string[] loopback = ["http://127.0.0.1:5080", "http://localhost:1", "http://[::1]:80", "https://127.9.9.9"];
        Mode(AccessModeChoice.Auto, someone: false).Refusal(loopback).ShouldBeNull();
        foreach (string url in (string[])["http://0.0.0.0:5080", "http://*:80", "http://+:80", "http://[::]:80", "http://desk.example.com", "http://192.168.1.7:5080"])
        {
            string refusal = Mode(AccessModeChoice.Auto, someone: false).Refusal([.. loopback, url]).ShouldNotBeNull(url);
            refusal.ShouldContain(url);
            refusal.ShouldContain("trading-analytics user add NAME --role admin --users /data/users.db");
            Mode(AccessModeChoice.Auto, someone: true).Refusal([url]).ShouldBeNull("someone can sign in");
            Mode(AccessModeChoice.Open, someone: true).Refusal([url]).ShouldNotBeNull().ShouldContain("Web:Access:Mode is Open");
        }

        Mode(AccessModeChoice.Closed, someone: false).Refusal(loopback).ShouldNotBeNull().ShouldContain("nobody who could sign in");
        Mode(AccessModeChoice.Auto, someone: true).IsOpen.ShouldBeFalse("a user closes it on loopback too");
        Mode(AccessModeChoice.Auto, someone: false, authority: "https://login.example.com").IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Validate_WrongOptions_NameKeyAndRemedy()
    {
        Action<AccessOptions>[] wrongs =
        [
            options => options.Mode = (AccessModeChoice)9,
            options => options.TokenLifetime = TimeSpan.Zero,
            options => options.SessionLifetime = TimeSpan.FromDays(400),
            options => options.LockFor = TimeSpan.Zero,
            options => options.WatchEvery = TimeSpan.Zero,
            options => options.MaxFailures = 0,
            options => options.Authority = "http://login.example.com",
            options => options.Origins = ["*"],
            options => options.Origins = ["https://desk.example.com/path"],
            options => options.Proxies = ["proxy"],
        ];
        foreach (Action<AccessOptions> wrong in wrongs)
        {
            var options = new AccessOptions();
            wrong(options);
            string failure = new AccessOptionsValidator().Validate(null, options).FailureMessage.ShouldNotBeNull();
            failure.ShouldStartWith("Web:Access:");
            failure.ShouldContain("give");
        }

        new AccessOptionsValidator().Validate(null, new AccessOptions { Authority = "https://x.example", Origins = ["https://desk.example.com"], Proxies = ["10.0.0.0/8", "::1"] }).Succeeded.ShouldBeTrue();
    }

    private static AccessMode Mode(AccessModeChoice choice, bool someone, string authority = "") => new(
        Microsoft.Extensions.Options.Options.Create(new AccessOptions { Mode = choice, UserFile = "/data/users.db", Authority = authority }), new Someone(someone), TimeProvider.System);

    private sealed class Someone(bool there) : Engine.Users.ICredentialStore
    {
        public bool HaveAny(DateTimeOffset now) => there;
    }
}
