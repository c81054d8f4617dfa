using Orleans.Runtime.Services;

namespace TradingAnalytics.Grains.Reach;

/// <summary>Asks a silo whom it reaches.</summary>
public sealed class ReachClient(IServiceProvider services) : GrainServiceClient<IReachService>(services)
{
    public IReachService At(SiloAddress silo) => GetGrainService(silo);
}
