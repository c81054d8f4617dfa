using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Positions;

/// <summary>What is asked about a position, beside its legs.</summary>
public sealed record PositionQuestion
{
    /// <summary>The underlying now: what Greeks are with respect to and pay-offs are drawn over until the expiry. Null: the forward of the nearest expiry.</summary>
    public double? Spot { get; init; }

    /// <summary>Years from now to the instant asked about, at least 0.</summary>
    public double YearsAhead { get; init; }

    /// <summary>Shift of every volatility then, per 1.0.</summary>
    public double VolatilityShift { get; init; }

    /// <summary>For the width of the pay-off and, without a slice, for chances; null takes that of the leg nearest the money.</summary>
    public double? Volatility { get; init; }

    /// <summary>The nearest expiry's smile, free of butterfly arbitrage; null takes the level there to be log-normal.</summary>
    public SviParameters? Slice { get; init; }

    /// <summary>Levels of the pay-off, beside strikes and break-evens; at least 2.</summary>
    public int Levels { get; init; } = 41;
}
