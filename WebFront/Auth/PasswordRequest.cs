namespace TradingAnalytics.WebFront.Auth;

/// <param name="Password">The one in force.</param>
/// <param name="NewPassword">The one to be.</param>
internal sealed record PasswordRequest(string? Password, string? NewPassword);
