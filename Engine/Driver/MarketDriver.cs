using System.IO.Hashing;
using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Driver;

/// <summary>
/// The whole engine in one thread and with no clock: ticks in, deduplicated and validated as by the server, applied to the books of their products and chains. For replay, back-tests and
/// simulation: the same ticks in the same batches give the same books to the bit, and so do other batches as long as each tick meets the same clock reading.
/// </summary>
public sealed class MarketDriver
{
    private readonly ProductCatalogue _catalogue;
    private readonly DriverOptions _options;
    private readonly TickValidator _validator;
    private readonly TickDeduplicator _deduplicator;
    private readonly SortedDictionary<ProductId, ProductMarket> _markets = [];
    private readonly Action<Refusal>? _onRefusal;
    private readonly long _cadence;
    private Tick[] _accepted = new Tick[256];
    private ProductMarket? _latest;
    private long _nextRevaluation = long.MinValue;

    /// <param name="catalogue">The products taken; ticks of others are refused.</param>
    /// <param name="options">Defaults to the server's.</param>
    /// <param name="onRefusal">Is told each refused tick with the reason in words; costs a string each.</param>
    public MarketDriver(ProductCatalogue catalogue, DriverOptions? options = null, Action<Refusal>? onRefusal = null)
    {
        _catalogue = catalogue;
        _options = options ?? DriverOptions.Default;
        _validator = new TickValidator(catalogue, _options.Validation);
        _deduplicator = new TickDeduplicator(_options.Deduplication);
        _onRefusal = onRefusal;
        _cadence = (long)_options.Cadence.TotalMicroseconds;
    }

    public DriverCounts Counts { get; } = new();

    /// <summary>Market time: the newest accepted tick's, in Unix microseconds; 0 before the first.</summary>
    public long AsOfUnixMicroseconds { get; private set; }

    /// <summary>Products that have had a tick, by name.</summary>
    public IEnumerable<ProductBook> Products => _markets.Values.Select(market => market.Book);

    /// <summary>A product's chains by expiry; none for a product without ticks.</summary>
    public IEnumerable<ChainBook> Chains(ProductId product) => _markets.TryGetValue(product, out ProductMarket? market) ? market.Chains : [];

    public ProductBook? Product(ProductId product) => _markets.GetValueOrDefault(product)?.Book;

    public ChainBook? Chain(TickRoute route) => _markets.GetValueOrDefault(route.Product)?.Find(route.Expiry);

    /// <summary>Submits ticks as if they came at the moment of the newest of them: none is from the future.</summary>
    public void Submit(ReadOnlySpan<Tick> ticks)
    {
        long now = AsOfUnixMicroseconds;
        foreach (ref readonly Tick tick in ticks)
        {
            now = Math.Max(now, tick.UnixMicroseconds);
        }

        Submit(ticks, now);
    }

    /// <summary>Submits ticks at a moment: what lies further ahead of it than the validator allows is refused.</summary>
    /// <param name="ticks">In market order; any mix of products.</param>
    /// <param name="nowUnixMicroseconds">Reading of the clock, for validation and for how long ids are remembered.</param>
    public void Submit(ReadOnlySpan<Tick> ticks, long nowUnixMicroseconds)
    {
        if (_accepted.Length < ticks.Length)
        {
            _accepted = new Tick[Math.Max(ticks.Length, 2 * _accepted.Length)];
        }

        int accepted = 0;
        for (int i = 0; i < ticks.Length; i++)
        {
            Tick tick = ticks[i].Id == 0 ? TickIdentity.WithContentId(in ticks[i]) : ticks[i];
            if (IsAccepted(in tick, i, nowUnixMicroseconds))
            {
                _accepted[accepted++] = tick;
            }
        }

        Counts.Accepted += accepted;
        Apply(_accepted.AsSpan(0, accepted));
        if (AsOfUnixMicroseconds >= _nextRevaluation)
        {
            Revalue();
            _nextRevaluation = AsOfUnixMicroseconds + _cadence;
        }
    }

    /// <summary>Brings every chain, and its row in its product, up to date.</summary>
    public void Revalue()
    {
        foreach (ProductMarket market in _markets.Values)
        {
            market.Revalue();
        }
    }

    /// <summary>One number for all that the books would publish and all they hold: two runs agree in it when they agree in everything.</summary>
    public ulong Fingerprint()
    {
        Revalue();
        var hash = new XxHash3();
        foreach (ProductMarket market in _markets.Values)
        {
            var table = new LiveTable(ProductSchema.Table, 0);
            market.Book.Publish(table);
            Add(hash, table);
            foreach (ChainBook chain in market.Chains)
            {
                table = new LiveTable(ChainSchema.Table, 0);
                chain.Publish(table);
                Add(hash, table);
                hash.Append(MemoryMarshal.AsBytes<Tick>(chain.ToTicks()));
            }
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private static void Add(XxHash3 hash, LiveTable table)
    {
        table.Commit();
        LiveUpdate all = table.Snapshot();
        hash.Append(MemoryMarshal.AsBytes<long>(all.Keys));
        hash.Append(MemoryMarshal.AsBytes<double>(all.Values));
    }

    private bool IsAccepted(in Tick tick, int index, long now)
    {
        if (_deduplicator.Contains(in tick))
        {
            Counts.Duplicated++;
            return false;
        }

        RefusalReason reason = _validator.Check(in tick, now);
        if (reason != RefusalReason.None)
        {
            Counts.Refuse(reason);
            _onRefusal?.Invoke(new Refusal(index, tick, reason, _validator.Describe(in tick, reason, now)));
            return false;
        }

        _deduplicator.TryAdd(in tick, now);
        AsOfUnixMicroseconds = Math.Max(AsOfUnixMicroseconds, tick.UnixMicroseconds);
        return true;
    }

    /// <summary>Hands runs of ticks of one route to their books in one call each.</summary>
    private void Apply(ReadOnlySpan<Tick> ticks)
    {
        for (int start = 0; start < ticks.Length;)
        {
            TickRoute route = ticks[start].Route;
            int end = start + 1;
            while (end < ticks.Length && ticks[end].Route == route)
            {
                end++;
            }

            MarketOf(route.Product).Apply(route, ticks[start..end]);
            start = end;
        }
    }

    private ProductMarket MarketOf(ProductId product)
    {
        if (_latest is { } latest && latest.Book.Product.Id == product)
        {
            return latest;
        }

        if (!_markets.TryGetValue(product, out ProductMarket? market))
        {
            market = new ProductMarket(_catalogue.Find(product)!, _options);
            _markets.Add(product, market);
        }

        return _latest = market;
    }
}
