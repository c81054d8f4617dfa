namespace TradingAnalytics.Engine.Alerts;

/// <summary>What a watched rule tells its owner.</summary>
/// <param name="Owner">The rule's owner.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Version">Its version: of an older one it counts no more.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="AtUnixMicroseconds">When, in market time.</param>
/// <param name="Value">The value that did it; for a rank, the rank.</param>
/// <param name="Reference">What it was measured against: the level, the window's extreme, or the mean step.</param>
public readonly record struct AlertFiring(string Owner, int Rule, int Version, AlertOutcome Outcome, long AtUnixMicroseconds, double Value, double Reference);
