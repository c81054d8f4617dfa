namespace TradingAnalytics.Grains.Reach;

/// <summary>What this silo knows of whom it reaches.</summary>
public interface IReach
{
    /// <summary>The silos that have answered this one lately.</summary>
    SiloAddress[] HeardLately();
}
