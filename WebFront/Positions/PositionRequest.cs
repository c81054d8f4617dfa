using System.Text.Json.Serialization;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A position to be analysed in the market as last published.</summary>
/// <param name="Product">A product's id or another of its names.</param>
/// <param name="Legs">Its legs.</param>
/// <param name="At">The instant to value it at besides now; not after the nearest expiry. Now by default.</param>
/// <param name="VolatilityShift">Shift of every volatility then, per year: 0.01 is one percentage point.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PositionRequest(string? Product, IReadOnlyList<PositionLegRequest>? Legs, DateTimeOffset? At, double VolatilityShift);
