using TradingAnalytics.MarketData.Calendars;

namespace TradingAnalytics.MarketData.Products;

/// <summary>Where a product trades: its zone and its calendar.</summary>
public sealed record Venue(string Id, string Name, TimeZoneInfo Zone, TradingCalendar Calendar);
