namespace TradingAnalytics.WebFront.Api;

/// <summary>The feed of the market's holder; an empty name when it runs none.</summary>
internal sealed record FeedAnswer(string Name, string State);
