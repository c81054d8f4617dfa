namespace TradingAnalytics.WebFront.Caching;

/// <summary>An answer out of the shared cache.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Age">How long ago it was made.</param>
public sealed record StoredAnswer(byte[] Body, TimeSpan Age);
