namespace TradingAnalytics.WebFront.Auth;

/// <param name="RefreshToken">From the last answer to a login or refresh.</param>
internal sealed record RefreshRequest(string? RefreshToken);
