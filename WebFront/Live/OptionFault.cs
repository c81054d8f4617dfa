namespace TradingAnalytics.WebFront.Live;

/// <summary>An option that cannot be granted.</summary>
/// <param name="Name">Which.</param>
/// <param name="Detail">What is wrong with it, and what it may be.</param>
internal sealed record OptionFault(string Name, string Detail);
