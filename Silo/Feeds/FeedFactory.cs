using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Feeds.Replay;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Feeds;

/// <summary>Makes the configured feed.</summary>
public sealed class FeedFactory(IOptions<FeedOptions> options, ProductCatalogue catalogue, TimeProvider time)
{
    /// <summary>Null when only pushed ticks come in.</summary>
    internal IFeed? Create(FeedStart start)
    {
        FeedOptions feed = options.Value;
        return feed.Kind switch
        {
            FeedKind.Simulate => new SimulatedMarket(Simulation(feed, start), catalogue, time),
            FeedKind.Replay => Replay(feed, start),
            _ => null,
        };
    }

    /// <summary>What runs the configured feed.</summary>
    public FeedHost Host(IServiceProvider services) =>
        new(Create(FeedStart.Anew), services.GetRequiredService<ITickSink>(), options, time, services.GetRequiredService<ILogger<FeedHost>>());

    private SimulationOptions Simulation(FeedOptions feed, FeedStart start) => new()
    {
        Seed = feed.Seed,
        TicksPerSecond = feed.Rate,
        Scenario = feed.Scenario,
        Products = [.. feed.ProductNames.Select(Find)],
        SpotOf = start.SpotOf,
    };

    private ReplayFeed Replay(FeedOptions feed, FeedStart start)
    {
        ReplaySpeed speed = ReplaySpeed.TryParse(feed.Speed, out ReplaySpeed given) ? given : ReplaySpeed.Times(1);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(feed.Path));
        return new ReplayFeed(RecordedMarket.Open(feed.Path, catalogue), name, new ReplayOptions { Speed = speed, From = start.Position }, time);
    }

    private ProductId Find(string name) =>
        catalogue.TryFind(name, out ProductSpec? product) ? product.Id : throw new StartupException($"Feed:Products (--products) names '{name}', which is not in the catalogue.");
}
