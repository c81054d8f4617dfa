using Microsoft.Extensions.Options;
using TradingAnalytics.Grains;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Each wrong setting is refused by name, with what may stand there.</summary>
public class OptionsTests
{
    public static TheoryData<FeedOptions, string, string> WrongFeeds => new()
    {
        { new FeedOptions { Rate = 9 }, "--rate", "10 to 1000000" },
        { new FeedOptions { Rate = 1_000_001 }, "--rate", "10 to 1000000" },
        { new FeedOptions { Scenario = (SimulationScenario)7 }, "--scenario", "normal or crash" },
        { new FeedOptions { Products = " , " }, "--products", "NIFTY" },
        { new FeedOptions { Products = "NIFTY,ACME" }, "'ACME'", "BANKNIFTY" },
        { new FeedOptions { Kind = FeedKind.Replay }, "Feed:Path", "replay FILE" },
        { new FeedOptions { Kind = FeedKind.Replay, Path = "/no/such/file" }, "/no/such/file", "no such file" },
        { new FeedOptions { Kind = FeedKind.Replay, Path = AppContext.BaseDirectory, Speed = "0" }, "--speed", "max" },
        { new FeedOptions { RestartDelay = TimeSpan.Zero }, "Feed:RestartDelay", "more than zero" },
    };

    public static TheoryData<ProcessOptions, string, string> WrongProcesses => new()
    {
        { new ProcessOptions { Role = "queen" }, "'queen'", "use all" },
        { new ProcessOptions { Urls = "here" }, "--urls", "http://127.0.0.1:5080" },
        { new ProcessOptions { DataDirectory = " " }, "--data-dir", "name a folder" },
        { new ProcessOptions { Catalogue = "/no/such/products.json" }, "Host:Catalogue", "leave it out" },
        { new ProcessOptions { Catalogue = typeof(OptionsTests).Assembly.Location }, "no well-formed JSON", "Name a file of products" },
        { new ProcessOptions { SiloPort = 70_000 }, "--silo-port", "1 to 65535" },
        { new ProcessOptions { GatewayPort = 30_000, GatewayListenPort = 70_000 }, "Host:GatewayListenPort", "1 to 65535" },
        { new ProcessOptions { SiloListenPort = 11_111 }, "Host:SiloPort is not given", "at which others reach it" },
    };

    public static TheoryData<ClusterOptions, ProcessOptions, string, string> WrongClusters => new()
    {
        { new ClusterOptions(), new ProcessOptions { Role = "web" }, "--role", "--redis" },
        { new ClusterOptions { Provider = "zoo" }, new ProcessOptions(), "'zoo'", "localhost" },
        { Redis(""), new ProcessOptions(), "Cluster:ConnectionString (--redis) is empty", "127.0.0.1:6379" },
        { Redis("host:1,nonsense=2"), new ProcessOptions(), "Cluster:ConnectionString (--redis) cannot be read", "host:6379" },
        { Redis(serviceId: "a b"), new ProcessOptions(), "Cluster:ServiceId", "letters" },
        { Redis(clusterId: ""), new ProcessOptions(), "Cluster:ClusterId", "letters" },
        { Redis(name: "../up"), new ProcessOptions(), "--name", "letters" },
        { Redis(address: "0.0.0.0"), new ProcessOptions(), "Cluster:Address", "other machines" },
        { Redis(startAfterSilos: 0), new ProcessOptions(), "Cluster:StartAfterSilos", "1 to 1000" },
        { Redis(), new ProcessOptions { Fresh = true }, "--fresh", "Cluster:ServiceId" },
        { Redis(states: "paper"), new ProcessOptions(), "'paper'", "Cluster:Mongo:ConnectionString" },
        { new ClusterOptions { States = "mongo" }, new ProcessOptions(), "Cluster:States", "--cluster redis" },
    };

    [Theory]
    [MemberData(nameof(WrongClusters), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongCluster_NamesKeyAndRemedy(ClusterOptions options, ProcessOptions process, string named, string remedy) =>
        Refused(new ClusterOptionsValidator(Options.Create(process)).Validate(null, options), named, remedy);

    [Theory]
    [InlineData("all")]
    [InlineData("silo")]
    [InlineData("web")]
    public void Validate_RedisCluster_TakesEveryRole(string role) =>
        new ClusterOptionsValidator(Options.Create(new ProcessOptions { Role = role })).Validate(null, Redis()).Succeeded.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(WrongFeeds), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongFeed_NamesKeyAndRemedy(FeedOptions options, string named, string remedy) =>
        Refused(new FeedOptionsValidator(ProductCatalogue.Load()).Validate(null, options), named, remedy);

    [Theory]
    [MemberData(nameof(WrongProcesses), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongProcess_NamesKeyAndRemedy(ProcessOptions options, string named, string remedy) =>
        Refused(new ProcessOptionsValidator().Validate(null, options), named, remedy);

    [Fact]
    public void LoadCatalogue_FileNamed_HasItsProductsAlone()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "mine.json");
        File.WriteAllText(path, """
            {"venues":[{"id":"X","name":"X","zone":"UTC","calendar":"every-day"}],
             "products":[{"id":"ABC","name":"A","venue":"X","currency":"EUR","tickSize":0.1,"strikeStep":2.5,"cutOffTime":"11:00","dayCount":"ACT/365","settlement":"cash",
               "interestRate":0.02,"lotSizes":[{"fromExpiry":"2020-01-01","units":100}]}]}
            """);
        var options = new ProcessOptions { Catalogue = path };
        new ProcessOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
        options.LoadCatalogue().Products.ShouldHaveSingleItem().Id.ShouldBe(new ProductId("ABC"));
    }

    [Fact]
    public void Validate_WrongGrains_NamesKeyAndRemedy() =>
        Refused(new GrainOptionsValidator().Validate(null, new GrainOptions { Cadence = TimeSpan.FromMilliseconds(-1) }), "Grains:Cadence", "from 00:00:00 to 00:01:00");

    [Fact]
    public void Validate_Defaults_AreAccepted()
    {
        new FeedOptionsValidator(ProductCatalogue.Load()).Validate(null, new FeedOptions()).Succeeded.ShouldBeTrue();
        new ProcessOptionsValidator().Validate(null, new ProcessOptions()).Succeeded.ShouldBeTrue();
        new GrainOptionsValidator().Validate(null, new GrainOptions()).Succeeded.ShouldBeTrue();
    }

    private static ClusterOptions Redis(
        string connectionString = "127.0.0.1:6379", string clusterId = "c", string serviceId = "s", string name = "", string address = "127.0.0.1", int startAfterSilos = 1, string states = "redis") => new()
        {
            Provider = "redis",
            States = states,
            ConnectionString = connectionString,
            ClusterId = clusterId,
            ServiceId = serviceId,
            Name = name,
            Address = address,
            StartAfterSilos = startAfterSilos,
        };

    private static void Refused(ValidateOptionsResult result, string named, string remedy)
    {
        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain(named);
        result.FailureMessage.ShouldContain(remedy);
    }
}
