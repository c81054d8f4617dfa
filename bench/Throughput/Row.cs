namespace TradingAnalytics.Throughput;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Figure">The figure with its unit.</param>
/// <param name="Note">How, in a few words.</param>
internal sealed record Row(string What, string Figure, string Note);
