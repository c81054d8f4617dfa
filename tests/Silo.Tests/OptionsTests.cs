using Microsoft.Extensions.Options;
using TradingAnalytics.Grains;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
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
        { new ProcessOptions { Role = "web" }, "--role", "Use all" },
        { new ProcessOptions { Role = "queen" }, "'queen'", "use all" },
        { new ProcessOptions { Urls = "here" }, "--urls", "http://127.0.0.1:5080" },
        { new ProcessOptions { DataDirectory = " " }, "--data-dir", "name a folder" },
        { new ProcessOptions { SiloPort = 70_000 }, "--silo-port", "1 to 65535" },
    };

    [Theory]
    [MemberData(nameof(WrongFeeds), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongFeed_NamesKeyAndRemedy(FeedOptions options, string named, string remedy) =>
        Refused(new FeedOptionsValidator(ProductCatalogue.Load()).Validate(null, options), named, remedy);

    [Theory]
    [MemberData(nameof(WrongProcesses), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongProcess_NamesKeyAndRemedy(ProcessOptions options, string named, string remedy) =>
        Refused(new ProcessOptionsValidator().Validate(null, options), named, remedy);

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

    private static void Refused(ValidateOptionsResult result, string named, string remedy)
    {
        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain(named);
        result.FailureMessage.ShouldContain(remedy);
    }
}
