namespace TradingAnalytics.WebFront.Api;

/// <summary>The feed of this process; an empty name when it runs none.</summary>
internal sealed record FeedAnswer(string Name, string State);
