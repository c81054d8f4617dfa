using Orleans.Serialization;
using TradingAnalytics.Grains.Hosting;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>Before the silo joins: the first chain that comes to it finds it warm.</summary>
internal sealed class WarmStart(ProductCatalogue catalogue, Serializer serializer) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => GrainWarmth.Run(catalogue, serializer), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
