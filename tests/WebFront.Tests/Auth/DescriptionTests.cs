using System.Text.Json.Nodes;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class DescriptionTests : WebTests
{
    [Fact]
    public async Task OpenApi_Document_SaysHowToSignInWhoMayAndWhatItCosts()
    {
        JsonNode document = await GetAsync("/openapi/v1.json");
        JsonNode schemes = document["components"]!["securitySchemes"]!;
        ((string)schemes["bearer"]!["scheme"]!).ShouldBe("bearer");
        ((string)schemes["apiKey"]!["name"]!).ShouldBe("X-Api-Key");

        JsonNode products = document["paths"]!["/api/products"]!["get"]!;
        products["security"]!.ToJsonString().ShouldBe("""[{"bearer":[]},{"apiKey":[]}]""");
        products["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200", "401", "403", "429"], ignoreOrder: true);
        ((string)products["description"]!).ShouldEndWith("Needs the role viewer.");

        JsonNode login = document["paths"]!["/api/auth/login"]!["post"]!;
        login["security"].ShouldBeNull();
        ((string)login["responses"]!["429"]!["description"]!).ShouldContain("costs 10");
        document["paths"]!["/health"]!["get"]!["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200"]);
    }
}
