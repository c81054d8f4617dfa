namespace TradingAnalytics.Analytics.Chains;

/// <summary>What a change of price together with a change of open interest says about positions.</summary>
public enum BuildUp : byte
{
    /// <summary>Price or open interest has not changed.</summary>
    None = 0,

    /// <summary>Price up, open interest up: new longs.</summary>
    LongBuildUp = 1,

    /// <summary>Price down, open interest up: new shorts.</summary>
    ShortBuildUp = 2,

    /// <summary>Price down, open interest down: longs leave.</summary>
    LongUnwinding = 3,

    /// <summary>Price up, open interest down: shorts leave.</summary>
    ShortCovering = 4,
}
