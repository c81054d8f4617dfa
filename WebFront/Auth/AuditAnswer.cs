using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <param name="Entries">Newest first.</param>
/// <param name="Before">What to give as <c>before</c> for those that follow; null when there are no more.</param>
internal sealed record AuditAnswer(IReadOnlyList<AuditEntry> Entries, long? Before);
