using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>How chains of the past are treated: as the live ones are.</summary>
/// <param name="IndexOf">How a product's volatility index is made.</param>
/// <param name="RetireAfter">How long after its cut-off a chain is still shown.</param>
public sealed record PastOptions(Func<ProductId, VolatilityIndexOptions> IndexOf, TimeSpan RetireAfter);
