using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Hosting;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Hosting;

public class GrainWarmthTests
{
    /// <summary>It is run at each start of a silo: whatever it lives through must not fail.</summary>
    [Fact]
    public void Run_TheCatalogue_LivesThroughAChain()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSerializer(serializer => serializer.AddAssembly(typeof(BookState).Assembly).AddAssembly(typeof(GrainWarmth).Assembly))
            .BuildServiceProvider();
        Should.NotThrow(() => GrainWarmth.Run(TestMarket.Catalogue, services.GetRequiredService<Serializer>()));
    }
}
