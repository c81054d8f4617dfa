namespace TradingAnalytics.Engine.Users;

/// <summary>Something someone did that others must be able to find out.</summary>
/// <param name="Number">Its place in the log, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a user's name, a key's id, or the command line.</param>
/// <param name="Action">What, as in <c>key.revoke</c>.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Detail">More of it; never a secret.</param>
/// <param name="Address">From where; empty for the command line.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string Address);
