using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class ProductsApiTests : WebTests
{
    [Fact]
    public async Task List_TwoProducts_HaveTheirSpotAndExpiries()
    {
        JsonArray products = (await GetAsync("/api/products")).AsArray();
        products.Count.ShouldBe(2);
        products[0]!.ToJsonString().ShouldBe("""{"product":"BANKNIFTY","name":"Nifty Bank","venue":"NSE","currency":"INR","spot":null,"asOf":null,"expiries":[]}""");
        products[1]!["product"]!.GetValue<string>().ShouldBe("NIFTY");
        products[1]!["spot"]!.GetValue<double>().ShouldBe(24213.5);
        products[1]!["asOf"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));
        products[1]!["expiries"]!.AsArray().Select(expiry => (string)expiry!).ShouldBe(["2026-08-25", "2026-09-29"]);
    }

    [Fact]
    public async Task One_WithTicks_IsItsTableWithContract()
    {
        JsonNode product = await GetAsync("/api/products/nifty");
        ((string)product["room"]!).ShouldBe("product:NIFTY");
        ((long)product["epoch"]!).ShouldBe(7);
        ((long)product["sequence"]!).ShouldBe(1);
        product["open"].ShouldBeNull();
        ((string)product["expiries"]![0]!["forwardSource"]!).ShouldBe("parity");
        product["contract"]!.ToJsonString().ShouldBe(
            """{"lotSizes":[{"fromExpiry":"2020-01-01","units":75}],"tickSize":0.05,"strikeStep":50,"venue":"NSE","zone":"IST","cutOffTime":"15:30:00","dayCount":"act365","settlement":"cash","currency":"INR","interestRate":0.065}""");
    }

    [Fact]
    public async Task One_BeforeItsFirstTick_SaysNoneEverywhere()
    {
        JsonObject product = (await GetAsync("/api/products/BANKNIFTY")).AsObject();
        product.ContainsKey("spot").ShouldBeTrue();
        product["spot"].ShouldBeNull();
        ((long)product["sequence"]!).ShouldBe(0);
        product["expiries"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Expiries_OneWithoutHeadline_HasItsTerms()
    {
        JsonArray expiries = (await GetAsync("/api/products/NIFTY/expiries")).AsArray();
        expiries.Select(expiry => (string)expiry!["expiry"]!).ShouldBe(["2026-08-25", "2026-09-29"]);
        expiries[0]!["cutOff"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2026, 8, 25, 10, 0, 0, TimeSpan.Zero));
        ((int)expiries[0]!["legs"]!).ShouldBe(10);
        ((int)expiries[1]!["legs"]!).ShouldBe(0);
        ((int)expiries[1]!["lotSize"]!).ShouldBe(75);
        ((string)expiries[1]!["forwardSource"]!).ShouldBe("none");
        ((double)expiries[1]!["timeToExpiry"]!).ShouldBe(42.25 / 365, 1e-9);
        expiries[1]!["forward"].ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/products/NIFTY/bars", 1_787_025_601 - 3600, 1_787_025_601 - 60)]
    [InlineData("/api/products/NIFTY/bars?interval=1s&from=2026-08-18T09:15:00%2B05:30&to=2026-08-18T03:46:00Z", 1_787_024_700, 1_787_024_759)]
    [InlineData("/api/products/NIFTY/bars?from=2026-08-18T09:15:00+05:30", 1_787_024_700, 1_787_025_601 - 60)]
    public async Task Bars_Range_IsAskedOfTheProductInMarketTime(string path, long first, long last)
    {
        JsonArray bars = (await GetAsync(path)).AsArray();
        bars.Select(bar => bar!["time"]!.GetValue<DateTimeOffset>().ToUnixTimeSeconds()).ShouldBe([first, last]);
        bars[0]!["open"]!.GetValue<double>().ShouldBe(1);
        bars[0]!["ticks"]!.GetValueKind().ShouldBe(JsonValueKind.Number);
    }
}
