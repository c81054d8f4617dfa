namespace TradingAnalytics.MarketData.Ticks;

/// <summary>
/// Whose tick it is: a chain's (product and expiry) or, with no expiry, the product's own (underlying and futures). The journal frames ticks per route and the
/// grains are keyed by it. Prints as <c>NIFTY/2026-08-25</c> or <c>NIFTY</c>, which is the grain key.
/// </summary>
public readonly record struct TickRoute(ProductId Product, Expiry Expiry)
{
    public bool IsChain => !Expiry.IsNone;

    public static bool TryParse(ReadOnlySpan<char> text, out TickRoute route)
    {
        int slash = text.IndexOf('/');
        Expiry expiry = Expiry.None;
        bool ok = ProductId.TryParse(slash < 0 ? text : text[..slash], out ProductId product) && (slash < 0 || Expiry.TryParse(text[(slash + 1)..], out expiry));
        route = ok ? new TickRoute(product, expiry) : default;
        return ok;
    }

    public static TickRoute Parse(string text) =>
        TryParse(text, out TickRoute route) ? route : throw new FormatException($"'{text}' is no route: write PRODUCT or PRODUCT/yyyy-MM-dd.");

    public override string ToString() => IsChain ? $"{Product}/{Expiry}" : Product.ToString();
}
