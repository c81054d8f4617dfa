using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.RateLimits;

public class RateLimitTests : WebTests
{
    [Fact]
    public async Task Get_AsManyAsAllowed_PassAndTheNextIsRefusedUntilTheWindowSlides()
    {
        await using TestWeb web = await Limited();
        for (int i = 1; i <= 120; i++)
        {
            using HttpResponseMessage passed = await web.Http.GetAsync("/api/products/NIFTY/expiries", Token);
            passed.StatusCode.ShouldBe(HttpStatusCode.OK, $"call {i}");
            Header(passed, "X-RateLimit-Limit").ShouldBe("120");
            Header(passed, "X-RateLimit-Remaining").ShouldBe($"{120 - i}");
        }

        web.Limiters.Time.Advance(TimeSpan.FromSeconds(20.5));
        using HttpResponseMessage refused = await web.Http.GetAsync("/api/products", Token);
        JsonNode problem = await ProblemAsync(refused, HttpStatusCode.TooManyRequests);
        ((int)problem["retry_after"]!).ShouldBe(40);
        ((string)problem["type"]!).ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
        problem["violated-policies"]!.ToJsonString().ShouldBe("""["caller"]""");
        Header(refused, "Retry-After").ShouldBe("40");
        Header(refused, "X-RateLimit-Remaining").ShouldBe("0");
        Header(refused, "RateLimit-Policy").ShouldBe("\"caller\";q=120;w=60");
        Header(refused, "RateLimit").ShouldBe("\"caller\";r=0;t=40");

        web.Limiters.Time.Advance(TimeSpan.FromSeconds(40));
        (await web.Http.GetAsync("/api/products", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_ManyAtOnce_ExactlyTheCapacityPasses()
    {
        await using TestWeb web = await Limited();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => web.Http.GetAsync("/api/products/NIFTY/expiries", Token)));
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(120);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(80);
    }

    [Fact]
    public async Task Get_HealthPageAndUnknownPaths_AreNotLimited()
    {
        await using TestWeb web = await Limited(limit: 1, burst: 0);
        foreach (string path in (string[])["/health", "/", "/no/such/page", "/health"])
        {
            using HttpResponseMessage response = await web.Http.GetAsync(path, Token);
            response.Headers.Contains("X-RateLimit-Limit").ShouldBeFalse(path);
        }

        (await web.Http.GetAsync("/api/products", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await web.Http.GetAsync("/api/products", Token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Get_Refusals_AreLimitedAsAnswersAre()
    {
        await using TestWeb web = await Limited();
        using HttpResponseMessage unknown = await web.Http.GetAsync("/api/products/ACME", Token);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Header(unknown, "X-RateLimit-Remaining").ShouldBe("119");
    }

    [Fact]
    public async Task Get_LimiterDown_Passes()
    {
        await using TestWeb web = await Limited(limit: 1, burst: 0);
        web.Limiters.Failure = new TimeoutException("no silo");
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await web.Http.GetAsync("/api/products", Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.Contains("X-RateLimit-Limit").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Get_FromThisMachine_IsNotLimitedUnlessConfigured()
    {
        for (int i = 0; i < 150; i++)
        {
            using HttpResponseMessage response = await Web.Http.GetAsync("/api/products", Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.Contains("X-RateLimit-Limit").ShouldBeFalse();
        }

        Web.Limiters.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hub_InvocationsAndItsOpening_ComeFromTheSameAllowance()
    {
        await using TestWeb web = await Limited(limit: 4, burst: 0);
        await using HubConnection hub = web.Hub();

        // Negotiation is one; the connection that follows it is its continuation.
        await hub.StartAsync(Token);
        await hub.InvokeAsync("Subscribe", "product:NIFTY", Token);
        await hub.InvokeAsync("Unsubscribe", "product:NIFTY", Token);
        await hub.InvokeAsync("Subscribe", "product:NIFTY", Token);
        (await web.Http.GetAsync("/api/products", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        HubException refused = await Should.ThrowAsync<HubException>(() => hub.InvokeAsync("Subscribe", "product:NIFTY", Token));
        refused.Message.ShouldContain("rate_limited, retry_after=60");
        await hub.InvokeAsync("Unsubscribe", "product:NIFTY", Token);

        web.Limiters.Time.Advance(TimeSpan.FromSeconds(60));
        await hub.InvokeAsync("Subscribe", "product:NIFTY", Token);
    }

    private static async Task<TestWeb> Limited(int limit = 100, int burst = 20)
    {
        TestWeb web = await TestWeb.StartAsync(services => services.Configure<RateLimitOptions>(options => (options.Enabled, options.Limit, options.Burst) = (true, limit, burst)));
        web.Market.Begin(TestProducts.Nifty, 7);
        web.Market.Begin(TestProducts.Chain, 7);
        return web;
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
