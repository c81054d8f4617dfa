namespace TradingAnalytics.Engine.Live;

/// <summary>What a live table shows. Of a product or of a chain, as its route says.</summary>
public enum TableKind : byte
{
    /// <summary>A product: spot, the day's range, a row per expiry.</summary>
    Product = 0,

    /// <summary>A chain: a row per leg.</summary>
    Chain = 1,

    /// <summary>A chain's fitted smile: a row per strike.</summary>
    Smile = 2,

    /// <summary>Exposures: of a chain, a row per strike; of a product, a row per expiry.</summary>
    Exposures = 3,

    /// <summary>A product's surface: a fitted slice per expiry.</summary>
    Surface = 4,

    /// <summary>A product's volatility index: a row per expiry.</summary>
    VolatilityIndex = 5,

    /// <summary>A user's alerts: a row per rule. Of no product; see <see cref="TableId.User"/>.</summary>
    Alerts = 6,

    /// <summary>How the whole is doing: a row per silo. Of no product.</summary>
    System = 7,
}
