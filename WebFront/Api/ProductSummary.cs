namespace TradingAnalytics.WebFront.Api;

/// <summary>A product in the list of products.</summary>
/// <param name="Product">Its id.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Venue">Where it trades.</param>
/// <param name="Currency">Of its prices.</param>
/// <param name="Spot">Last value of the underlying; null before its first tick.</param>
/// <param name="AsOf">Market time of the newest tick; null before the first.</param>
/// <param name="Expiries">Live expiries, nearest first.</param>
internal sealed record ProductSummary(string Product, string Name, string Venue, string Currency, double? Spot, DateTimeOffset? AsOf, IReadOnlyList<string> Expiries);
