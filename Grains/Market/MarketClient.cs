using Orleans.Runtime.Services;

namespace TradingAnalytics.Grains.Market;

/// <summary>Reaches the market on the silo that holds it.</summary>
public sealed class MarketClient(IServiceProvider services) : GrainServiceClient<IMarketService>(services)
{
    public IMarketService At(SiloAddress silo) => GetGrainService(silo);
}
