namespace TradingAnalytics.WebFront.Api;

/// <summary>One watched room.</summary>
internal sealed record RoomAnswer(string Room, int Clients, long Epoch, long Sequence);
