using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>A bar of a product's underlying. The newest may still grow and is then written again.</summary>
public readonly record struct BarRow(ProductId Product, BarInterval Interval, Bar Bar);
