namespace TradingAnalytics.WebFront.Auth;

/// <param name="AccessToken">To send as <c>Authorization: Bearer</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds the access token lasts.</param>
/// <param name="RefreshToken">For the next access token; good once.</param>
/// <param name="SessionExpires">When the session ends unless it is refreshed.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Roles">What he may do.</param>
internal sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, DateTimeOffset SessionExpires, string Name, string[] Roles);
