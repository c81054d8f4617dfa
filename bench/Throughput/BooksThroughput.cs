using System.Diagnostics;
using System.Globalization;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// The books alone, on one thread: ticks applied to product and chains, and everything revalued and published at a cadence of market time. Only the books' time is counted,
/// not the making of the ticks.
/// </summary>
internal sealed class BooksThroughput
{
    private static readonly DateTimeOffset Start = new(2026, 8, 17, 4, 0, 0, TimeSpan.Zero);
    private readonly ProductCatalogue _catalogue = ProductCatalogue.Load();
    private readonly Dictionary<ProductId, (ProductBook Book, LiveTable Table)> _products = [];
    private readonly Dictionary<TickRoute, (ChainBook Book, LiveTable Table)> _chains = [];

    public static IEnumerable<Row> Run(double seconds)
    {
        yield return new BooksThroughput().Measure(seconds, ticksPerSecond: 500_000, TimeSpan.FromMilliseconds(100), "published every 100 ms of a market with 500,000 ticks/s");
        yield return new BooksThroughput().Measure(seconds, ticksPerSecond: 500_000, TimeSpan.MaxValue, "applied only");
        yield return new BooksThroughput().MeasurePublishing(seconds);
        yield return new BooksThroughput().MeasureAnalysing(seconds);
    }

    private Row Measure(double seconds, int ticksPerSecond, TimeSpan cadence, string note)
    {
        var market = new MarketBatches(_catalogue, ticksPerSecond, Start);
        DateTimeOffset warm = Start.AddSeconds(Math.Max(1, 20_000.0 / ticksPerSecond));
        DateTimeOffset nextPublish = Start;
        var clock = new Stopwatch();
        long ticks = 0;
        long allocatedApplying = 0;
        long allocatedPublishing = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            market.Next();
            bool counted = market.Time > warm;
            long before = GC.GetAllocatedBytesForCurrentThread();
            clock.Start();
            Apply(market);
            long between = GC.GetAllocatedBytesForCurrentThread();
            if (cadence != TimeSpan.MaxValue && market.Time >= nextPublish)
            {
                Publish();
                nextPublish = market.Time + cadence;
            }

            clock.Stop();
            if (counted)
            {
                ticks += market.Ticks.Length;
                allocatedApplying += between - before;
                allocatedPublishing += GC.GetAllocatedBytesForCurrentThread() - between;
            }
            else
            {
                clock.Reset();
            }
        }

        double perSecond = ticks / clock.Elapsed.TotalSeconds;
        return new Row(
            "Books alone, ticks/s per core",
            perSecond.ToString("N0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{note}; {(double)allocatedApplying / ticks:0.0} B/tick allocated applying, {(double)allocatedPublishing / ticks:0.0} B/tick publishing; {_chains.Count} chains, {_chains.Values.Sum(chain => chain.Book.LegCount)} legs"));
    }

    /// <summary>What one cadence costs when every chain has changed: forwards, volatilities, Greeks, sums, and the changed cells.</summary>
    private Row MeasurePublishing(double seconds)
    {
        var market = new MarketBatches(_catalogue, 100_000, Start);
        var clock = new Stopwatch();
        int rounds = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            market.Next();
            Apply(market);
            bool warm = market.Time > Start.AddSeconds(2);
            if (warm)
            {
                rounds++;
                clock.Start();
            }

            Publish();
            clock.Stop();
        }

        int legs = _chains.Values.Sum(chain => chain.Book.LegCount);
        double milliseconds = clock.Elapsed.TotalMilliseconds / rounds;
        return new Row(
            "Revalue and publish every chain once, ms",
            milliseconds.ToString("0.00", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{_chains.Count} chains, {legs} legs: {1_000_000 * milliseconds / legs:0} ns a leg; at a cadence of 100 ms {milliseconds:0.0} % of a core"));
    }

    /// <summary>What one analytics cadence costs when every chain has changed: smiles, exposures, term variances, and the product's surface and index.</summary>
    private Row MeasureAnalysing(double seconds)
    {
        var market = new MarketBatches(_catalogue, 100_000, Start);
        var analysts = new Dictionary<TickRoute, (ChainAnalysis Analysis, TableGroup Tables)>();
        var products = new Dictionary<ProductId, (ProductAnalysis Analysis, TableGroup Tables)>();
        var chains = new Stopwatch();
        var surfaces = new Stopwatch();
        int rounds = 0;
        while (chains.Elapsed.TotalSeconds + surfaces.Elapsed.TotalSeconds < seconds)
        {
            market.Next();
            Apply(market);
            Publish();
            bool warm = market.Time > Start.AddSeconds(2);
            rounds += warm ? 1 : 0;
            (warm ? chains : new Stopwatch()).Start();
            foreach ((TickRoute route, (ChainBook book, _)) in _chains)
            {
                if (!analysts.TryGetValue(route, out (ChainAnalysis Analysis, TableGroup Tables) analyst))
                {
                    analyst = (new ChainAnalysis(book.Product, book.Expiry, VolatilityIndexOptions.Default), new TableGroup(1, ChainAnalysis.Tables));
                    analysts.Add(route, analyst);
                    products.TryAdd(route.Product, (new ProductAnalysis(book.Product, VolatilityIndexOptions.Default), new TableGroup(1, ProductAnalysis.Tables)));
                }

                book.Analyse(analyst.Analysis);
                analyst.Analysis.Publish(analyst.Tables);
                analyst.Tables.Commit();
            }

            chains.Stop();
            (warm ? surfaces : new Stopwatch()).Start();
            foreach ((ProductId product, (ProductAnalysis analysis, TableGroup tables)) in products)
            {
                foreach ((TickRoute route, (ChainAnalysis chain, _)) in analysts)
                {
                    if (route.Product == product)
                    {
                        analysis.Take(chain.Result!);
                    }
                }

                analysis.Publish(tables);
                tables.Commit();
            }

            surfaces.Stop();
        }

        double ofChains = chains.Elapsed.TotalMilliseconds / rounds;
        double ofProducts = surfaces.Elapsed.TotalMilliseconds / rounds;
        return new Row(
            "Analyse every chain and product once, ms",
            (ofChains + ofProducts).ToString("0.00", CultureInfo.InvariantCulture),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_chains.Count} chains: {ofChains / _chains.Count:0.00} ms each; {products.Count} products: {ofProducts / products.Count:0.00} ms each; at a cadence of 1 s {(ofChains + ofProducts) / 10:0.0} % of a core"));
    }

    private void Apply(MarketBatches market)
    {
        ReadOnlySpan<Tick> ticks = market.Ticks;
        for (int start = 0; start < ticks.Length;)
        {
            int length = market.RunAt(start);
            ReadOnlySpan<Tick> run = ticks.Slice(start, length);
            TickRoute route = run[0].Route;
            if (route.IsChain)
            {
                ChainOf(route).Apply(run);
            }
            else
            {
                ProductOf(route.Product).Apply(run);
                foreach ((TickRoute key, (ChainBook book, _)) in _chains)
                {
                    if (key.Product == route.Product)
                    {
                        book.Apply(run);
                    }
                }
            }

            start += length;
        }
    }

    private void Publish()
    {
        foreach ((ChainBook book, LiveTable table) in _chains.Values)
        {
            book.Publish(table);
            table.Commit();
            ProductOf(book.Product.Id).Update(book.Headline);
        }

        foreach ((ProductBook book, LiveTable table) in _products.Values)
        {
            book.Publish(table);
            table.Commit();
        }
    }

    private ProductBook ProductOf(ProductId product)
    {
        if (!_products.TryGetValue(product, out (ProductBook Book, LiveTable Table) entry))
        {
            entry = (new ProductBook(_catalogue.Find(product)!), new LiveTable(ProductSchema.Table, 1));
            _products.Add(product, entry);
        }

        return entry.Book;
    }

    private ChainBook ChainOf(TickRoute route)
    {
        if (!_chains.TryGetValue(route, out (ChainBook Book, LiveTable Table) entry))
        {
            entry = (new ChainBook(_catalogue.Find(route.Product)!, route.Expiry, ChainOptions.Default), new LiveTable(ChainSchema.Table, 1));
            _chains.Add(route, entry);
        }

        return entry.Book;
    }
}
