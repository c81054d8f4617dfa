using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.WebFront.Live;

/// <summary>One message in its bytes, for every client that needs the same: those at one version that are led to another.</summary>
internal sealed record Frame(SerializedHubMessage Message, bool IsSnapshot, long Epoch, long From, long Sequence, int Bytes);
