using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// Identifies a live table: what it shows, and of which product or chain. Its text is the name of the room that shows it: <c>product:NIFTY</c>, <c>chain:NIFTY:2026-08-25</c>, <c>alerts</c>.
/// </summary>
public readonly record struct TableId(TableKind Kind, TickRoute Route)
{
    /// <summary>How rooms are named, for whoever got it wrong.</summary>
    public const string Forms = OfProducts + "; or alerts, system";

    /// <summary>How those of products and chains are named.</summary>
    public const string OfProducts =
        "product:NIFTY, surface:NIFTY, exposures:NIFTY, volatility-index:NIFTY, or of one chain chain:NIFTY:2026-08-25, smile:NIFTY:2026-08-25, exposures:NIFTY:2026-08-25";

    private static readonly string[] Words = ["product", "chain", "smile", "exposures", "surface", "volatility-index", "alerts", "system"];

    /// <summary>Whose it is, where each user has his own under the same room's name; else null.</summary>
    public string? User { get; init; }

    /// <summary>Whether it is of a product or a chain.</summary>
    public bool IsOfProduct => Kind is not (TableKind.Alerts or TableKind.System);

    public ProductId Product => Route.Product;

    /// <summary>The table a route is first of all: its product's or its chain's.</summary>
    public static TableId FromRoute(TickRoute route) => new(route.IsChain ? TableKind.Chain : TableKind.Product, route);

    public static implicit operator TableId(TickRoute route) => FromRoute(route);

    /// <summary>Reads a room's name. Lower-case product names are raised.</summary>
    public static bool TryParse(ReadOnlySpan<char> room, out TableId table)
    {
        table = default;
        int colon = room.IndexOf(':');
        if (!TryFind(colon < 0 ? room : room[..colon], out TableKind kind))
        {
            return false;
        }

        table = new TableId(kind, default);
        if (!table.IsOfProduct || colon < 0)
        {
            return !table.IsOfProduct && colon < 0;
        }

        ReadOnlySpan<char> product = room[(colon + 1)..];
        Expiry expiry = Expiry.None;
        colon = product.IndexOf(':');
        if (colon >= 0)
        {
            if (!Expiry.TryParse(product[(colon + 1)..], out expiry))
            {
                return false;
            }

            product = product[..colon];
        }

        bool named = ProductId.TryParse(product, out ProductId id);
        table = new TableId(kind, new TickRoute(id, expiry));
        return named && IsKept(table);
    }

    public override string ToString() => !IsOfProduct ? Words[(int)Kind]
        : Route.IsChain ? $"{Words[(int)Kind]}:{Route.Product}:{Route.Expiry}" : $"{Words[(int)Kind]}:{Route.Product}";

    /// <summary>Whether such a table is kept for a product, or for a chain.</summary>
    private static bool IsKept(TableId table) => table.Kind switch
    {
        TableKind.Product or TableKind.Surface or TableKind.VolatilityIndex => !table.Route.IsChain,
        TableKind.Chain or TableKind.Smile => table.Route.IsChain,
        _ => true,
    };

    private static bool TryFind(ReadOnlySpan<char> word, out TableKind kind)
    {
        kind = default;
        for (int i = 0; i < Words.Length; i++)
        {
            if (word.SequenceEqual(Words[i]))
            {
                kind = (TableKind)i;
                return true;
            }
        }

        return false;
    }
}
