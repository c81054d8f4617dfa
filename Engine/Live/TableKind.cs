namespace TradingAnalytics.Engine.Live;

/// <summary>What a live table shows. Of a product or of a chain, as its route says.</summary>
public enum TableKind : byte
{
    /// <summary>A product: spot, the day's range, a row per expiry.</summary>
    Product = 0,

    /// <summary>A chain: a row per leg.</summary>
    Chain = 1,
}
