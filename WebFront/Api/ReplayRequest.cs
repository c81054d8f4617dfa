namespace TradingAnalytics.WebFront.Api;

/// <summary>Which dead letters are brought in again: those named, or the newest of a reason that have not come in yet.</summary>
/// <param name="Letters">By id, each as it came or corrected.</param>
/// <param name="Reason">All of one reason instead, such as <c>crossedQuote</c>.</param>
/// <param name="Limit">Of a reason, at most so many.</param>
internal sealed record ReplayRequest(IReadOnlyList<ReplayedLetter>? Letters, string? Reason, int? Limit);
