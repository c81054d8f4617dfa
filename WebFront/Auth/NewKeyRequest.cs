namespace TradingAnalytics.WebFront.Auth;

/// <param name="Name">What it is for; up to 100 characters.</param>
/// <param name="Roles">viewer, feed, admin.</param>
/// <param name="Expires">When it ends by itself; absent: never.</param>
internal sealed record NewKeyRequest(string? Name, string[]? Roles, DateTimeOffset? Expires);
