using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace TradingAnalytics.Grains.Reach;

/// <inheritdoc cref="IReachService"/>
[Reentrant]
public sealed class ReachService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, IReach reach) : GrainService(id, silo, loggers), IReachService
{
    public Task<SiloAddress[]> Heard() => Task.FromResult(reach.HeardLately());
}
