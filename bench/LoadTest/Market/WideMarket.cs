using System.Globalization;
using System.Text;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.LoadTest.Market;

/// <summary>A market of many chains, as an exchange's single stocks are: products of three monthly chains each, of 37 strikes, that all tick alike.</summary>
internal sealed class WideMarket : IDisposable
{
    private const int ChainsOfAProduct = 3;
    private const int StrikeStep = 5;
    private const int StepsToTheMoney = 150;
    private const int LegsOfAChain = 74;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"trading-analytics-products-{Guid.NewGuid():N}.json");

    /// <param name="chains">How many at least; rounded up to whole products.</param>
    public WideMarket(int chains)
    {
        int products = (chains + ChainsOfAProduct - 1) / ChainsOfAProduct;
        Chains = products * ChainsOfAProduct;
        File.WriteAllText(_file, Document(products));
        Catalogue = ProductCatalogue.LoadFile(_file);
    }

    public int Chains { get; }

    public ProductCatalogue Catalogue { get; }

    /// <summary>Ticks after which every leg has been shown: three in four are of legs not shown before.</summary>
    public int ListedAfter => 2 * Chains * LegsOfAChain;

    /// <summary>Has a server know the same products.</summary>
    public KeyValuePair<string, string> Setting => new("TA_Host__Catalogue", _file);

    public SimulationOptions Options(int ticksPerSecond) => new()
    {
        Seed = 1,
        TicksPerSecond = ticksPerSecond,
        Products = [.. Catalogue.Products.Select(product => product.Id)],
        SpotOf = static _ => StrikeStep * StepsToTheMoney,
        EveryChainAlike = true,
    };

    public void Dispose() => File.Delete(_file);

    private static string Document(int products)
    {
        var json = new StringBuilder("""{"venues":[{"id":"NSE","name":"NSE","zone":"Asia/Kolkata","calendar":"nse"}],"products":[""");
        for (int i = 1; i <= products; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $$"""
                {{(i == 1 ? "" : ",")}}
                {"id":"S{{i:000}}","name":"Stock {{i}}","venue":"NSE","currency":"INR","tickSize":0.05,"strikeStep":{{StrikeStep}},"cutOffTime":"15:30","dayCount":"ACT/365","settlement":"cash",
                 "interestRate":0.065,"lotSizes":[{"fromExpiry":"2020-01-01","units":100}],"expiryRules":[{"from":"2020-01-01","monthly":"Tuesday"}]}
                """);
        }

        return json.Append("]}").ToString();
    }
}
