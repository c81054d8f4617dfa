using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.GroupBroadcast;

/// <summary>A client joins the group of its room.</summary>
internal sealed class MarketHub : Hub
{
    public Task Subscribe(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);
}
