namespace TradingAnalytics.Engine.Alerts;

/// <summary>When a rule fires, in JSON.</summary>
/// <param name="Type">crosses, above, below, change, spike, rank.</param>
/// <param name="Direction">up, down, either (default); of crosses, change, spike and rank.</param>
/// <param name="Level">Of crosses, above and below; of rank, 0 to 100.</param>
/// <param name="Percent">Of change, above 0.</param>
/// <param name="Times">Of spike: times the mean step, above 1.</param>
/// <param name="ForSeconds">Of above and below: how long it has to stay there; 0 by default.</param>
/// <param name="WithinSeconds">Of change, spike and rank: the window.</param>
public sealed record AlertConditionJson(
    string? Type, string? Direction = null, double? Level = null, double? Percent = null, double? Times = null, double? ForSeconds = null, double? WithinSeconds = null);
