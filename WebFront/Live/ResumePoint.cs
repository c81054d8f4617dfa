namespace TradingAnalytics.WebFront.Live;

/// <summary>The version a client that comes back holds.</summary>
internal readonly record struct ResumePoint(long Epoch, long Sequence);
