namespace TradingAnalytics.WebFront.Alerts;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Name">Where: the property, by its path.</param>
/// <param name="Detail">What, and what it may be.</param>
internal sealed record AlertFault(string Name, string Detail);
