namespace TradingAnalytics.MarketData.Calendars;

/// <summary>Opening hours of one day, in the venue's zone.</summary>
public readonly record struct TradingSession(TimeOnly Open, TimeOnly Close);
