namespace TradingAnalytics.Engine.History.Past;

/// <summary>A leg at one recorded state of its chain, as it was published then. NaN is "none".</summary>
/// <param name="UnixMicroseconds">The state's market time.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="Ask">Best offer.</param>
/// <param name="Last">Last trade.</param>
/// <param name="Volume">Traded that day, units of the underlying.</param>
/// <param name="OpenInterest">Open, units of the underlying.</param>
/// <param name="ImpliedVolatility">A year.</param>
/// <param name="Delta">Per point of the underlying.</param>
public readonly record struct LegPoint(long UnixMicroseconds, double Bid, double Ask, double Last, double Volume, double OpenInterest, double ImpliedVolatility, double Delta)
{
    /// <summary>Whether there is anything to show of the leg.</summary>
    public bool IsKnown => !(double.IsNaN(Bid) && double.IsNaN(Ask) && double.IsNaN(Last) && double.IsNaN(OpenInterest));
}
