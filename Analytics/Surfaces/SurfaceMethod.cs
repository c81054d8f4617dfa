namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>How a surface without arbitrage was come by.</summary>
public enum SurfaceMethod : byte
{
    /// <summary>The slices had none as they were fitted.</summary>
    AsFitted = 0,

    /// <summary>All slices were moved together, as little as their errors allow, until none was left.</summary>
    Joint = 1,

    /// <summary>Each expiry was given the closest slice of the extended SSVI family that has none after the one before.</summary>
    ExtendedSsvi = 2,
}
