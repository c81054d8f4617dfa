namespace TradingAnalytics.Engine.History;

/// <summary>A day of a venue of which a product's snapshots are kept.</summary>
/// <param name="Date">The venue's.</param>
/// <param name="FirstUnixMicroseconds">The first snapshot.</param>
/// <param name="LastUnixMicroseconds">The last.</param>
/// <param name="Snapshots">How many of the product itself.</param>
public readonly record struct RecordedDay(DateOnly Date, long FirstUnixMicroseconds, long LastUnixMicroseconds, int Snapshots);
