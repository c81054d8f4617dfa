using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>A table of the past.</summary>
/// <param name="Table">As it stood; null when nothing of it is recorded at that instant.</param>
/// <param name="Expiry">Of which chain; none for a product's table, or when there was no chain.</param>
/// <param name="Expiries">The chains that were live then.</param>
public sealed record PastAnswer(LiveUpdate? Table, Expiry Expiry, Expiry[] Expiries);
