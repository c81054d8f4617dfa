using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Tests that talk to the web front over its own socket.</summary>
public abstract class WebTests : IAsyncLifetime
{
    private protected TestWeb Web { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Web = await TestWeb.StartAsync();
        Web.Market.Begin(TestProducts.Nifty, 7);
        Web.Market.Publish(TestProducts.Nifty, table =>
        {
            table.Set(0, ProductColumn.Spot, 24213.5);
            table.Set(0, ProductColumn.AsOf, Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero)));
            int row = table.Row(RowKey.ForExpiry(TestProducts.Chain.Expiry));
            table.Set(row, ExpiryColumn.Legs, 10);
            table.Set(row, ExpiryColumn.Forward, 24240);
            table.Set(row, ExpiryColumn.ForwardSource, 1);
        });
        Web.Market.Begin(TestProducts.Chain, 7);
        Web.Market.Publish(TestProducts.Chain, table =>
        {
            table.Set(0, ChainColumn.Spot, 24213.5);
            table.Set(0, ChainColumn.AtmStrike, 24200);
            table.Set(0, ChainColumn.State, 0);
            for (double strike = 24100; strike <= 24300; strike += 50)
            {
                table.Set(table.Row(RowKey.Leg(strike, OptionRight.Call)), LegColumn.Bid, strike / 100);
                table.Set(table.Row(RowKey.Leg(strike, OptionRight.Put)), LegColumn.IvStatus, 1);
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Web.DisposeAsync();
    }

    private protected async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Web.Http.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    /// <summary>Asserts that an answer is problem details as the contract wants them, and gives them.</summary>
    private protected static async Task<JsonNode> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", body);
        JsonNode problem = JsonNode.Parse(body)!;
        ((int)problem["status"]!).ShouldBe((int)status);
        problem["title"]!.GetValueKind().ShouldBe(JsonValueKind.String);
        ((string)problem["detail"]!).ShouldNotBeNullOrWhiteSpace();
        return problem;
    }
}
