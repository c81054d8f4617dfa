using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.WebFront.Live;

/// <summary>A message in its bytes, the same for every client it goes to.</summary>
/// <param name="Bytes">As they go over the wire.</param>
/// <param name="Hub">The same as SignalR takes it.</param>
internal sealed record PushMessage(ReadOnlyMemory<byte> Bytes, SerializedHubMessage Hub);
