using System.Diagnostics.CodeAnalysis;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <summary>The live chains of a product. Only what the directory holds live is routed to; a chain that is over stays over.</summary>
internal sealed class ChainLanes(ProductSpec product, TimeSpan retireAfter, IGrainFactory grains)
{
    /// <summary>After what time chains are asked again of which one did not answer: about what a cluster takes to notice that a silo is gone.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Expiry, ChainLane> _live = [];
    private readonly HashSet<Expiry> _over = [];

    private IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    /// <summary>Opens a lane to each live chain; false when the directory does not know the product at all.</summary>
    public async Task<bool> LoadAsync()
    {
        TickRoute[] routes = await Directory.Routes();
        Open(routes);
        return routes.Any(route => route.Product == product.Id);
    }

    /// <summary>Brings routes not met before into the directory, and opens lanes to those it takes.</summary>
    public async Task MeetAsync(TickFrame[] frames)
    {
        HashSet<TickRoute>? routes = null;
        foreach (TickFrame frame in frames)
        {
            if (frame.Route.IsChain && !_live.ContainsKey(frame.Route.Expiry) && !_over.Contains(frame.Route.Expiry))
            {
                (routes ??= [new TickRoute(product.Id, Expiry.None)]).Add(frame.Route);
            }
        }

        if (routes is not null)
        {
            Open(await Directory.Add([.. routes]));
            _over.UnionWith(routes.Where(route => route.IsChain && !_live.ContainsKey(route.Expiry)).Select(route => route.Expiry));
        }
    }

    public bool TryFind(Expiry expiry, [NotNullWhen(true)] out ChainLane? lane) => _live.TryGetValue(expiry, out lane);

    public void AddToAll(in TickFrame frame)
    {
        foreach (ChainLane lane in _live.Values)
        {
            lane.Add(in frame);
        }
    }

    /// <summary>Sends each chain its frames, all chains at the same time, and waits until all are applied.</summary>
    public Task SendAsync() => Task.WhenAll(_live.Values.Where(lane => lane.HasFrames).Select(lane => lane.SendAsync()));

    public Task AnnounceAsync() => Task.WhenAll(_live.Values.Select(lane => lane.Grain.Announce()));

    /// <summary>Retires the chains whose time is over and answers with their expiries.</summary>
    public async Task<IReadOnlyList<Expiry>> RetireAsync(long marketTimeUnixMicroseconds)
    {
        List<Expiry>? retired = null;
        foreach ((Expiry expiry, ChainLane lane) in _live)
        {
            if (lane.RetiresAtUnixMicroseconds <= marketTimeUnixMicroseconds)
            {
                await lane.Grain.Retire();
                (retired ??= []).Add(expiry);
            }
        }

        foreach (Expiry expiry in retired ?? [])
        {
            _live.Remove(expiry);
            _over.Add(expiry);
        }

        return retired ?? [];
    }

    private void Open(TickRoute[] routes)
    {
        foreach (TickRoute route in routes)
        {
            if (route.IsChain && route.Product == product.Id && !_live.ContainsKey(route.Expiry))
            {
                long retires = Tick.MicrosecondsOf(product.CutOff(route.Expiry) + retireAfter);
                _live.Add(route.Expiry, new ChainLane(grains.GetGrain<IExpiryChainGrain>(route.ToString()), retires));
            }
        }
    }
}
