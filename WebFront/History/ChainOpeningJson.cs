namespace TradingAnalytics.WebFront.History;

/// <summary>A chain as the first record of a day has it.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Expiry">The chain's.</param>
/// <param name="Date">The venue's day.</param>
/// <param name="Time">The record's market time; null when the day has none of this chain.</param>
/// <param name="Legs">By strike, call before put.</param>
internal sealed record ChainOpeningJson(string Product, string Expiry, DateOnly Date, DateTimeOffset? Time, IReadOnlyList<OpeningLegJson> Legs);
