using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Routing;

/// <summary>What products and chains there are. The cluster's list of live routes is asked for at most once a second, however many ask at the same time; a route not in it is looked for anew.</summary>
internal sealed class RouteDirectory(IGrainFactory grains, ProductCatalogue catalogue, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile Known _known = new([], long.MinValue);
    private Task<TickRoute[]> _asking = Task.FromResult<TickRoute[]>([]);

    public IEnumerable<ProductSpec> Products => catalogue.Products.OrderBy(product => product.Id);

    /// <summary>A product by id or alias, or what to say when there is none.</summary>
    public RouteLookup FindProduct(string name) => catalogue.TryFind(name, out ProductSpec? product)
        ? new RouteLookup(product, null)
        : new RouteLookup(null, $"There is no product '{name}'. Known: {string.Join(", ", Products.Select(known => known.Id))}.");

    /// <summary>A room's route. A product of the catalogue exists even before its first tick; a chain when the cluster lists it.</summary>
    public async ValueTask<RouteLookup> FindAsync(TickRoute route, CancellationToken cancellationToken)
    {
        RouteLookup product = FindProduct(route.Product.ToString());
        if (product.Problem is not null || !route.IsChain)
        {
            return product;
        }

        if (Array.IndexOf(await RoutesAsync(KeptFor, cancellationToken), route) >= 0
            || Array.IndexOf(await RoutesAsync(TimeSpan.Zero, cancellationToken), route) >= 0)
        {
            return product;
        }

        return product with { Problem = Missing(route, await ExpiriesAsync(route.Product, cancellationToken)) };
    }

    /// <summary>A product's chain by its expiry, the nearest live one without. No chain, but what to say, when there is none.</summary>
    public async ValueTask<(TickRoute Chain, string? Problem)> FindChainAsync(ProductId product, Expiry? expiry, CancellationToken cancellationToken)
    {
        if (expiry is not { } wanted)
        {
            Expiry[] live = await ExpiriesAsync(product, cancellationToken);
            return live.Length == 0 ? (default, NoChain(product)) : (new TickRoute(product, live[0]), null);
        }

        var chain = new TickRoute(product, wanted);
        return (chain, (await FindAsync(chain, cancellationToken)).Problem);
    }

    /// <summary>All live routes.</summary>
    public async ValueTask<IReadOnlyList<TickRoute>> LiveAsync(CancellationToken cancellationToken) => await RoutesAsync(KeptFor, cancellationToken);

    /// <summary>The product's live expiries, nearest first.</summary>
    public async ValueTask<Expiry[]> ExpiriesAsync(ProductId product, CancellationToken cancellationToken)
    {
        TickRoute[] routes = await RoutesAsync(KeptFor, cancellationToken);
        return [.. routes.Where(route => route.IsChain && route.Product == product).Select(route => route.Expiry).Order()];
    }

    private static string NoChain(ProductId product) => $"There is no live chain of {product} yet: none of its legs has ticked.";

    private static string Missing(TickRoute route, Expiry[] expiries) => expiries.Length == 0
        ? NoChain(route.Product)
        : $"There is no live chain of {route.Product} for {route.Expiry}. Live expiries: {string.Join(", ", expiries)}.";

    private async ValueTask<TickRoute[]> RoutesAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        Known known = _known;
        if (known.At != long.MinValue && time.GetElapsedTime(known.At) < maxAge)
        {
            return known.Routes;
        }

        return await (maxAge > TimeSpan.Zero ? AskTogether() : AskAsync()).WaitAsync(cancellationToken);
    }

    /// <summary>Whoever comes while the cluster is asked waits for the same answer: thousands of clients that come at once must not each have the whole list made for them.</summary>
    private Task<TickRoute[]> AskTogether()
    {
        lock (_gate)
        {
            return _asking.IsCompleted ? _asking = AskAsync() : _asking;
        }
    }

    private async Task<TickRoute[]> AskAsync()
    {
        TickRoute[] routes = await grains.GetGrain<IDirectoryGrain>(0).Routes();
        _known = new Known(routes, time.GetTimestamp());
        return routes;
    }

    private sealed record Known(TickRoute[] Routes, long At);
}
