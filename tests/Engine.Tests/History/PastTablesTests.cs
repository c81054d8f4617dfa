using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>Every table of the past is, to the bit, the one that was published when the market stood there.</summary>
public sealed class PastTablesTests : IDisposable
{
    private static readonly ProductSpec s_product = SyntheticChain.Product;
    private static readonly Expiry s_expiry = SyntheticChain.Expiry;
    private static readonly PastOptions s_options = new(_ => new VolatilityIndexOptions(), TimeSpan.FromHours(6));

    private readonly HistoryFile _file = new();
    private readonly FrameList _journal = new();
    private readonly List<(long AsOf, LiveUpdate Chain, LiveUpdate Smile, LiveUpdate Product)> _published = [];

    private bool _ordered;

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Table_AtAnyInstant_IsAsItWasPublished(int seed)
    {
        await PlayAsync(InOrder(SyntheticChain.Random(seed, 3_000)), snapshotEvery: 40);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        foreach ((long asOf, LiveUpdate chain, LiveUpdate smile, LiveUpdate product) in _published)
        {
            Same(await past.TableAsync(TableKind.Chain, s_product.Id, s_expiry, asOf, Token), chain, $"chain at {asOf}");
            Same(await past.TableAsync(TableKind.Smile, s_product.Id, null, asOf, Token), smile, $"smile at {asOf}");
            Same(await past.TableAsync(TableKind.Product, s_product.Id, null, asOf, Token), product, $"product at {asOf}");
        }

        _published.Count.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Table_OfAChainWhoseTicksComeLate_IsAsItWasPublished(int seed)
    {
        await PlayAsync(SyntheticChain.Random(seed, 3_000), snapshotEvery: 40);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        foreach ((long asOf, LiveUpdate chain, LiveUpdate smile, _) in _published)
        {
            Same(await past.TableAsync(TableKind.Chain, s_product.Id, s_expiry, asOf, Token), chain, $"chain at {asOf}");
            Same(await past.TableAsync(TableKind.Smile, s_product.Id, s_expiry, asOf, Token), smile, $"smile at {asOf}");
        }

        _published.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Table_WithSnapshots_ReadsTheJournalOnlyBehindTheNearest()
    {
        await PlayAsync(SyntheticChain.Random(4, 3_000), snapshotEvery: 40);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        await past.TableAsync(TableKind.Chain, s_product.Id, s_expiry, _published[^1].AsOf, Token);
        _journal.Read.ShouldBeLessThan(120);
    }

    [Fact]
    public async Task Table_JournalThatLostItsBeginning_StandsAtTheSnapshotBefore()
    {
        await PlayAsync(SyntheticChain.Random(5, 2_000), snapshotEvery: 40);
        _journal.FirstSequence = _journal.Frames.Count + 1;
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        long at = _published[^1].AsOf;
        PastAnswer answer = await past.TableAsync(TableKind.Chain, s_product.Id, s_expiry, at, Token);
        MarketSnapshot nearest = (await _file.Store.SnapshotsAsync(s_product.Id, Expiry.None, at, Token)).Single(snapshot => snapshot.Route.IsChain);
        LiveUpdates.TryGet(answer.Table!, RowKey.Header, ChainColumn.AsOf, out double asOf).ShouldBeTrue();
        asOf.ShouldBe(nearest.UnixMicroseconds);
    }

    [Fact]
    public async Task Table_NoSnapshotYet_IsFoundFromTheJournalAlone()
    {
        await PlayAsync(InOrder(SyntheticChain.Random(6, 400)), snapshotEvery: int.MaxValue);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        foreach ((long asOf, LiveUpdate chain, _, LiveUpdate product) in _published)
        {
            Same(await past.TableAsync(TableKind.Chain, s_product.Id, null, asOf, Token), chain, $"chain at {asOf}");
            Same(await past.TableAsync(TableKind.Product, s_product.Id, null, asOf, Token), product, $"product at {asOf}");
        }
    }

    [Fact]
    public async Task Table_BeforeTheFirstTick_IsNone()
    {
        await PlayAsync(SyntheticChain.Random(7, 400), snapshotEvery: 40);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        (await past.TableAsync(TableKind.Chain, s_product.Id, s_expiry, SyntheticChain.Start - 600_000_000, Token)).Table.ShouldBeNull();
        (await past.TableAsync(TableKind.Product, s_product.Id, null, SyntheticChain.Start - 600_000_000, Token)).Table.ShouldBeNull();
        (await past.TableAsync(TableKind.Chain, s_product.Id, Expiry.On(2026, 9, 1), _published[^1].AsOf, Token)).Table.ShouldBeNull();
    }

    [Theory]
    [InlineData(TableKind.Surface)]
    [InlineData(TableKind.Exposures)]
    [InlineData(TableKind.VolatilityIndex)]
    public async Task Table_OfTheProduct_HoldsItsChains(TableKind kind)
    {
        await PlayAsync([.. SyntheticChain.Quotes(), .. SyntheticChain.Random(8, 200)], snapshotEvery: 40);
        var past = new PastTables(_file.Store, _journal, ProductCatalogue.Load(), s_options);
        PastAnswer answer = await past.TableAsync(kind, s_product.Id, null, _published[^1].AsOf, Token);
        answer.Table!.Keys.ShouldContain(RowKey.ForExpiry(s_expiry).Value);
    }

    /// <summary>Plays ticks as the server would: frames by route, books, snapshots; and keeps what is published wherever the next tick is of a later instant.</summary>
    private async Task PlayAsync(Tick[] ticks, int snapshotEvery)
    {
        var chain = new ChainBook(s_product, s_expiry, ChainOptions.Default);
        var product = new ProductBook(s_product);
        long[] through = [0, 0];
        var random = new Random(ticks.Length);
        for (int start = 0; start < ticks.Length;)
        {
            int end = start + 1;
            int most = random.Next(1, 8);
            while (end < ticks.Length && end < start + most && ticks[end].Route == ticks[start].Route)
            {
                end++;
            }

            TickFrame frame = _journal.Append(ticks.AsSpan(start, end - start));
            chain.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
            if (frame.Route.IsChain)
            {
                product.CountChainTicks(frame.Count);
            }
            else
            {
                product.Apply(frame.Ticks, frame.ReceivedUnixMicroseconds);
            }

            through[frame.Route.IsChain ? 0 : 1] = frame.Sequence;
            bool ends = end == ticks.Length || (ticks[end].UnixMicroseconds > chain.AsOfUnixMicroseconds && !(ticks[end].Kind == TickKind.Future && ticks[end].Expiry != s_expiry));
            if (ends && chain.LegCount > 0 && product.AsOfUnixMicroseconds > 0 && (end == ticks.Length || random.Next(30) == 0))
            {
                Publish(chain, product);
            }

            if (_journal.Frames.Count % snapshotEvery == 0 && product.AsOfUnixMicroseconds > 0)
            {
                await SnapshotAsync(chain, product, through);
            }

            start = end;
        }
    }

    private void Publish(ChainBook chain, ProductBook product)
    {
        var table = new LiveTable(ChainSchema.Table, 0);
        chain.Publish(table);
        table.Commit();
        var analysis = new ChainAnalysis(s_product, s_expiry, new VolatilityIndexOptions());
        chain.Analyse(analysis);
        var tables = new TableGroup(0, ChainAnalysis.Tables);
        analysis.Publish(tables);
        tables.Commit();
        product.Update(chain.Headline);
        var own = new LiveTable(ProductSchema.Table, 0);
        product.Publish(own);
        own.Commit();
        _published.Add((InOrderAsOf(chain, product), table.Snapshot(), tables.Snapshot(TableKind.Smile), own.Snapshot()));
    }

    /// <summary>A future of another expiry moves the product's time on and not the chain's: then nothing of the chain lies between.</summary>
    private long InOrderAsOf(ChainBook chain, ProductBook product) => _ordered ? Math.Max(chain.AsOfUnixMicroseconds, product.AsOfUnixMicroseconds) : chain.AsOfUnixMicroseconds;

    /// <summary>The ticks in the order of their times, no two at one.</summary>
    private Tick[] InOrder(Tick[] ticks)
    {
        _ordered = true;
        long last = 0;
        return [.. ticks.OrderBy(tick => tick.UnixMicroseconds).Select(tick => tick with { UnixMicroseconds = last = Math.Max(last + 1, tick.UnixMicroseconds) })];
    }

    private ValueTask SnapshotAsync(ChainBook chain, ProductBook product, long[] through)
    {
        MarketSnapshot Of(TickRoute route, long asOf, long own, long underlying, long received, Tick[] ticks, double[] day) =>
            new(route, asOf, 0, own, underlying, received, SnapshotCodec.Encode(ticks, day));
        return _file.Store.WriteAsync(
            new HistoryBatch(
                [],
                [],
                [
                    Of(new TickRoute(s_product.Id, Expiry.None), Math.Max(product.AsOfUnixMicroseconds, chain.AsOfUnixMicroseconds), through[1], through[0], product.ReceivedUnixMicroseconds, product.Quotes(), ProductDay.Of(product)),
                    Of(new TickRoute(s_product.Id, s_expiry), chain.AsOfUnixMicroseconds, through[0], through[1], chain.ReceivedUnixMicroseconds, chain.ToTicks(), []),
                ]),
            Token);
    }

    private static void Same(PastAnswer answer, LiveUpdate published, string what)
    {
        answer.Table.ShouldNotBeNull(what);
        LiveUpdates.AreSame(answer.Table with { Epoch = published.Epoch }, published).ShouldBeTrue($"{what}: {string.Join(", ", answer.Table.Values)} and not {string.Join(", ", published.Values)}");
    }
}
