using Microsoft.AspNetCore.Builder;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>States next to a route what it costs.</summary>
internal static class RouteCosts
{
    /// <summary>A call takes so many units of the caller's allowance, 1 by default.</summary>
    public static TBuilder Costs<TBuilder>(this TBuilder builder, int units)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RouteCostAttribute(units));

    /// <summary>Never refused and never counted.</summary>
    public static TBuilder Unlimited<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Costs(0);
}
