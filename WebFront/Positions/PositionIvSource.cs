namespace TradingAnalytics.WebFront.Positions;

/// <summary>Where a leg's volatility is from.</summary>
internal enum PositionIvSource : byte
{
    /// <summary>It needs none.</summary>
    None,

    /// <summary>The market's, at its strike: of the option out of the money, else of the other.</summary>
    Strike,

    /// <summary>The chain's fitted smile.</summary>
    Smile,
}
