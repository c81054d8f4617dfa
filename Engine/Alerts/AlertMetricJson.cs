namespace TradingAnalytics.Engine.Alerts;

/// <summary>What a rule watches, in JSON.</summary>
/// <param name="Room">The live table, by the room that shows it: chain:NIFTY:2026-08-25.</param>
/// <param name="Column">A column of it that holds numbers: of its header, or with a row's key of that row.</param>
/// <param name="Strike">Key of the row, where rows are legs or strikes.</param>
/// <param name="Right">Key of the row with the strike, where rows are legs: call, put.</param>
/// <param name="Expiry">Key of the row, where rows are expiries: yyyy-MM-dd.</param>
public sealed record AlertMetricJson(string? Room, string? Column, double? Strike = null, string? Right = null, string? Expiry = null);
