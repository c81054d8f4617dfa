using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Routing;

/// <summary>Reads room names; <see cref="Engine.Live.LiveTableJson.RoomOf"/> writes them.</summary>
public static class RoomName
{
    public const string Forms = "product:NIFTY or chain:NIFTY:2026-08-25";

    /// <summary>The route a room shows. Lower-case product names are raised.</summary>
    public static bool TryParse(ReadOnlySpan<char> room, out TickRoute route)
    {
        route = default;
        ReadOnlySpan<char> rest;
        if (room.StartsWith("product:"))
        {
            rest = room["product:".Length..];
            bool named = ProductId.TryParse(rest, out ProductId product);
            route = new TickRoute(product, Expiry.None);
            return named;
        }

        if (!room.StartsWith("chain:"))
        {
            return false;
        }

        rest = room["chain:".Length..];
        int colon = rest.IndexOf(':');
        if (colon < 0 || !ProductId.TryParse(rest[..colon], out ProductId owner) || !Expiry.TryParse(rest[(colon + 1)..], out Expiry expiry))
        {
            return false;
        }

        route = new TickRoute(owner, expiry);
        return true;
    }
}
