using System.Text.Json;

namespace TradingAnalytics.WebFront.Api;

/// <summary>One letter to bring in again.</summary>
/// <param name="Id">The letter's.</param>
/// <param name="Tick">What is brought in in its place, in the layout ticks are pushed in; absent: the tick as it came.</param>
internal sealed record ReplayedLetter(long Id, JsonElement? Tick);
