namespace TradingAnalytics.WebFront.Auth;

/// <param name="Name">The caller's name.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="Mode"><c>open</c> or <c>closed</c>.</param>
internal sealed record CallerAnswer(string Name, string[] Roles, string Mode);
