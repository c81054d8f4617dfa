using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.GroupBroadcast;

/// <summary>Sends each tick to the group of its chain: what a dashboard built on SignalR usually does.</summary>
internal sealed class TickBroadcast(IHubContext<MarketHub> hub)
{
    public async Task SendAsync(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement tick = document.RootElement;
        if (tick.GetProperty("kind").GetString() != "leg")
        {
            return;
        }

        string room = $"chain:{tick.GetProperty("product").GetString()}:{tick.GetProperty("expiry").GetString()}";
        var message = new
        {
            room,
            asOf = DateTimeOffset.Parse(tick.GetProperty("time").GetString()!, CultureInfo.InvariantCulture),
            legs = new[]
            {
                new
                {
                    strike = Value(tick, "strike"),
                    right = tick.GetProperty("right").GetString(),
                    bid = Value(tick, "bid"),
                    ask = Value(tick, "ask"),
                    last = Value(tick, "last"),
                    volume = Value(tick, "volume"),
                    oi = Value(tick, "openInterest"),
                    oiChange = Value(tick, "openInterestChange"),
                },
            },
        };
        await hub.Clients.Group(room).SendAsync("delta", message);
    }

    private static double? Value(JsonElement tick, string name) => tick.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;
}
