namespace TradingAnalytics.WebFront.Auth;

/// <param name="Name">1 to 64 letters, digits and <c>. _ - @</c>.</param>
/// <param name="Password">At least 12 characters.</param>
/// <param name="Roles">viewer, feed, admin.</param>
internal sealed record NewUserRequest(string? Name, string? Password, string[]? Roles);
