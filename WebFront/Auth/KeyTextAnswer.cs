namespace TradingAnalytics.WebFront.Auth;

/// <param name="Id">The key's id.</param>
/// <param name="Key">The key itself. It is shown this once and nowhere kept.</param>
internal sealed record KeyTextAnswer(string Id, string Key);
