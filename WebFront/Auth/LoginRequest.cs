namespace TradingAnalytics.WebFront.Auth;

/// <param name="Name">The user's name.</param>
/// <param name="Password">His password.</param>
internal sealed record LoginRequest(string? Name, string? Password);
