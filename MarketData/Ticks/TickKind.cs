namespace TradingAnalytics.MarketData.Ticks;

public enum TickKind : byte
{
    /// <summary>The product itself: its spot or index value.</summary>
    Underlying = 1,

    /// <summary>A future on the product.</summary>
    Future = 2,

    /// <summary>One option of a chain.</summary>
    Leg = 3,
}
