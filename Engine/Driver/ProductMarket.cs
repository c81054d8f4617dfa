using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Driver;

/// <summary>One product's book and those of its chains.</summary>
internal sealed class ProductMarket(ProductSpec spec, DriverOptions options)
{
    private readonly SortedList<Expiry, ChainBook> _chains = [];

    public ProductBook Book { get; } = new(spec, options.Product);

    public IList<ChainBook> Chains => _chains.Values;

    /// <summary>Ticks of one route, in order.</summary>
    public void Apply(TickRoute route, ReadOnlySpan<Tick> ticks)
    {
        if (route.IsChain)
        {
            Chain(route.Expiry).Apply(ticks);
            Book.CountChainTicks(ticks.Length);
            return;
        }

        Book.Apply(ticks);
        for (int i = 0; i < _chains.Count; i++)
        {
            _chains.GetValueAtIndex(i).Apply(ticks);
        }
    }

    /// <summary>Brings every chain and its row in the product up to date.</summary>
    public void Revalue()
    {
        for (int i = 0; i < _chains.Count; i++)
        {
            Book.Update(_chains.GetValueAtIndex(i).Headline);
        }
    }

    public ChainBook? Find(Expiry expiry) => _chains.GetValueOrDefault(expiry);

    private ChainBook Chain(Expiry expiry)
    {
        if (!_chains.TryGetValue(expiry, out ChainBook? chain))
        {
            chain = new ChainBook(spec, expiry, options.Chain);
            chain.Apply(Book.Quotes());
            _chains.Add(expiry, chain);
        }

        return chain;
    }
}
