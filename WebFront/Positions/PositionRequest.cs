using System.Text.Json.Serialization;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A position to be analysed in the market as last published, or as it stood at an earlier instant.</summary>
/// <param name="Product">A product's id or another of its names.</param>
/// <param name="Legs">Its legs.</param>
/// <param name="At">The instant to value it at besides now; not after the nearest expiry. Now by default.</param>
/// <param name="VolatilityShift">Shift of every volatility then, per year: 0.01 is one percentage point.</param>
/// <param name="AsOf">The instant of market time at which the market is taken: what is "now" in all that is answered. As last published by default.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PositionRequest(string? Product, IReadOnlyList<PositionLegRequest>? Legs, DateTimeOffset? At, double VolatilityShift, DateTimeOffset? AsOf = null);
