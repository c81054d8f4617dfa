using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class BrowserRulesTests : WebTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/login")]
    [InlineData("/api/products")]
    [InlineData("/no/such/page")]
    [InlineData("/api/products/ACME")]
    public async Task Headers_OfEveryAnswer_KeepBrowsersFromHarm(string path)
    {
        using HttpResponseMessage response = await Web.Http.GetAsync(path, Token);
        string Header(string name) => response.Headers.GetValues(name).Single();
        Header("Content-Security-Policy").ShouldContain("script-src 'self';");
        Header("Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        Header("Content-Security-Policy").ShouldNotContain("unsafe");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("X-Frame-Options").ShouldBe("DENY");
        Header("Referrer-Policy").ShouldBe("same-origin");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("it is http");
    }

    [Fact]
    public async Task Cors_ByDefault_IsClosed()
    {
        using HttpResponseMessage preflight = await PreflightAsync(Web.Http, "https://desk.example.com");
        preflight.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Cors_Configured_IsOpenForThatSiteAlone()
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<AccessOptions>(options => options.Origins = ["https://desk.example.com"]));
        using HttpResponseMessage allowed = await PreflightAsync(web.Http, "https://desk.example.com");
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://desk.example.com"]);
        allowed.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse("no cookies for other sites");
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/api/products") { Headers = { { "Origin", "https://desk.example.com" } } };
        using HttpResponseMessage answer = await web.Http.SendAsync(plain, Token);
        string exposed = string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers"));
        foreach (string header in (string[])["ETag", "Retry-After", "RateLimit", "X-RateLimit-Remaining", "Age", "X-Data-Stale"])
        {
            exposed.ShouldContain(header, Case.Insensitive);
        }

        using HttpResponseMessage other = await PreflightAsync(web.Http, "https://evil.example");
        other.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Requests_TooLarge_AreRefused()
    {
        using var fat = new HttpRequestMessage(HttpMethod.Get, "/api/products");
        fat.Headers.Add("X-Padding", new string('x', 20_000));
        (await Web.Http.SendAsync(fat, Token)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);

        using var many = new HttpRequestMessage(HttpMethod.Get, "/api/products");
        for (int i = 0; i < 100; i++)
        {
            many.Headers.Add($"X-Padding-{i}", "x");
        }

        (await Web.Http.SendAsync(many, Token)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        using var body = new StringContent(new string('x', 2_000_000), Encoding.UTF8, "application/json");
        (await Web.Http.PostAsync("/api/admin/keys", body, Token)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("203.0.113.7", new[] { "127.0.0.1", "::1" }, "address:203.0.113.7")]
    [InlineData("203.0.113.7", new string[0], "address:local")]
    public async Task ForwardedFor_IsBelievedOfKnownProxiesAlone(string client, string[] proxies, string counted)
    {
        await using Desk desk = await Desk.OpenAsync(services =>
        {
            services.Configure<AccessOptions>(options => options.Proxies = proxies);
            services.Configure<WebFront.RateLimits.RateLimitOptions>(options => options.Enabled = true);
        });
        await desk.SendAsync(HttpMethod.Get, "/api/products", null, null, ("X-Forwarded-For", client));
        desk.Web.Limiters.Keys.ShouldBe([counted]);
        await desk.SendAsync(HttpMethod.Get, "/api/products", await desk.TokenAsync("viewer"));
        desk.Web.Limiters.Keys.ShouldContain("user:vik", "who has a name is counted by it");
    }

    [Fact]
    public async Task Login_Guesses_UseUpTheAllowanceOfTheirAddress()
    {
        await using Desk desk = await Desk.OpenAsync(services => services.Configure<WebFront.RateLimits.RateLimitOptions>(options => options.Enabled = true));
        var answers = new List<HttpStatusCode>();
        for (int i = 0; i < 13; i++)
        {
            answers.Add((await desk.PostAsync("/api/auth/login", new { name = $"name{i}", password = "guess" })).StatusCode);
        }

        answers.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(12, "a guess costs 10 of 120");
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public void Passwords_Hashed_AreSaltedSlowAndFound()
    {
        var passwords = new IdentityPasswords();
        string hash = passwords.Hash("correct horse battery");
        passwords.Hash("correct horse battery").ShouldNotBe(hash, "each has a salt of its own");
        passwords.Matches(hash, "correct horse battery").ShouldBeTrue();
        passwords.Matches(hash, "correct horse batterz").ShouldBeFalse();
        byte[] bytes = Convert.FromBase64String(hash);
        bytes[0].ShouldBe((byte)1, "version 3 of the format");
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)).ShouldBe(2u, "HMAC-SHA512");
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)).ShouldBe(210_000u, "iterations");
    }

    private static Task<HttpResponseMessage> PreflightAsync(HttpClient http, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/api/products");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        return http.SendAsync(request, Token);
    }
}
