namespace TradingAnalytics.Engine.Alerts;

/// <summary>A rule as the room <c>alerts</c> shows it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">Whether it is at work.</param>
/// <param name="Fired">How often it fired.</param>
/// <param name="LastUnixMicroseconds">When it last did, in market time; 0 never.</param>
/// <param name="Value">The value that did it.</param>
/// <param name="Reference">What that was measured against.</param>
public readonly record struct AlertRow(int Id, int Version, AlertState State, int Fired, long LastUnixMicroseconds, double Value, double Reference);
