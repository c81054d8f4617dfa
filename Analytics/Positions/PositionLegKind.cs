namespace TradingAnalytics.Analytics.Positions;

/// <summary>What a leg of a position is.</summary>
public enum PositionLegKind : byte
{
    /// <summary>An option with a right and a strike.</summary>
    Option = 0,

    /// <summary>The underlying or a future on it: worth its price, whatever the time.</summary>
    Underlying = 1,
}
