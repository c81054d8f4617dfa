using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The header of the room <c>system</c>.</summary>
internal sealed record SystemFigures
{
    public required string Version { get; init; }

    public required double UptimeSeconds { get; init; }

    /// <summary>Feed and ingress, of the silo that holds the market.</summary>
    public required MarketReport Market { get; init; }

    /// <summary>In seconds, since a tick was last taken in; NaN when none was seen.</summary>
    public required double FeedLagSeconds { get; init; }

    public required PushStatistics Push { get; init; }

    public required int Connections { get; init; }

    public required int Rooms { get; init; }

    public required double IntervalMilliseconds { get; init; }

    public required int Products { get; init; }

    public required int Chains { get; init; }

    public required string? ClusterFault { get; init; }

    public required double ResidentBytes { get; init; }
}
