namespace TradingAnalytics.Analytics.Pricing;

/// <summary>What all legs of an expiry share.</summary>
internal readonly record struct BlackExpiry(double Forward, double TimeToExpiryYears, double DiscountFactor, double Rate);
