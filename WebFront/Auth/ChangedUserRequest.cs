namespace TradingAnalytics.WebFront.Auth;

/// <param name="Password">A new one; absent: it stays.</param>
/// <param name="Roles">All roles he has from now on; absent: they stay.</param>
internal sealed record ChangedUserRequest(string? Password, string[]? Roles);
