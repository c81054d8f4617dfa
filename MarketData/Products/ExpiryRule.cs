namespace TradingAnalytics.MarketData.Products;

/// <summary>
/// The weekdays a product's options expire on, for nominal expiry days from <paramref name="From"/> until the next rule begins. Exchanges change them every few years, weekly
/// and monthly days apart.
/// </summary>
/// <param name="From">First nominal day it holds for.</param>
/// <param name="Weekly">Day of the weekly expiry; null when the product has none.</param>
/// <param name="Monthly">The month's last such day is the monthly expiry.</param>
public readonly record struct ExpiryRule(DateOnly From, DayOfWeek? Weekly, DayOfWeek Monthly);
