using Orleans.Services;

namespace TradingAnalytics.Grains.Reach;

/// <summary>One on every silo. The others ask it whether they reach it, and learn whom it reaches.</summary>
[Alias("ta.IReachService")]
public interface IReachService : IGrainService
{
    /// <summary>The silos that have answered this one lately.</summary>
    [Alias("Heard")]
    Task<SiloAddress[]> Heard();
}
