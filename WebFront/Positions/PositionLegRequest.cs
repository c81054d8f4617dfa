using System.Text.Json.Serialization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A leg of a position to be analysed.</summary>
/// <param name="Expiry">Its date in the venue's zone, yyyy-MM-dd; not for the underlying.</param>
/// <param name="Strike">Options only.</param>
/// <param name="Right">Options only: call or put.</param>
/// <param name="Lots">Contracts, below 0 when sold.</param>
/// <param name="EntryPrice">Paid or received for one unit; the market's price now by default.</param>
/// <param name="Kind">leg (an option, the default), future or underlying, as ticks say it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PositionLegRequest(string? Expiry, double? Strike, OptionRight? Right, int Lots, double? EntryPrice, TickKind Kind = TickKind.Leg);
