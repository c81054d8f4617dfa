namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>What one call of a route or hub method takes from its caller's allowance; 0: it is not limited. Without it a call costs 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RouteCostAttribute(int units) : Attribute
{
    public int Units { get; } = units;
}
