using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

public sealed class PublishedMetricsTests
{
    private static readonly LiveUpdate s_empty = new(0, 0, 0, [], [], []);
    private static readonly Expiry s_over = Expiry.On(2026, 8, 11);

    private readonly LiveTable _product = new(ProductSchema.Table, 1);
    private readonly TableGroup _tables = new(1, ProductAnalysis.Tables);

    [Fact]
    public void Read_PublishedMarket_IsWhatTheTablesSay()
    {
        ChainHeadline headline = Publish();
        List<MetricRow> rows = Read([SyntheticChain.Expiry, Expiry.On(2027, 1, 1)]);
        rows.Select(row => row.Route).ShouldBe([new TickRoute(SyntheticChain.Product.Id, Expiry.None), new TickRoute(SyntheticChain.Product.Id, SyntheticChain.Expiry)]);
        rows.ShouldAllBe(row => row.UnixSeconds == SyntheticChain.Start / 1_000_000);
        MetricRow product = rows[0];
        MetricRow chain = rows[1];
        foreach (HistoryMetric metric in Enum.GetValues<HistoryMetric>())
        {
            if (!HistoryMetrics.IsOfProduct(metric))
            {
                double.IsNaN(product[metric]).ShouldBeTrue($"{metric} of the product");
            }
        }

        product[HistoryMetric.Spot].ShouldBe(SyntheticChain.Spot);
        chain[HistoryMetric.Spot].ShouldBe(SyntheticChain.Spot);
        chain[HistoryMetric.Forward].ShouldBe(headline.Forward, 1e-4);
        chain[HistoryMetric.AtmIv].ShouldBe(headline.AtmImpliedVolatility, 1e-6, "published to six places");
        chain[HistoryMetric.Straddle].ShouldBe(headline.Straddle, 1e-4);
        chain[HistoryMetric.MaxPain].ShouldBe(headline.MaxPain);
        chain[HistoryMetric.CallOi].ShouldBe(headline.CallOi);
        chain[HistoryMetric.PutOi].ShouldBe(headline.PutOi);
        chain[HistoryMetric.PcrOi].ShouldBe(headline.PutOi / headline.CallOi, 1e-6);
        LiveUpdates.TryGet(_tables.Snapshot(TableKind.Exposures), RowKey.Header, ProductExposureTable.Schema.HeaderColumn("gamma"), out double gamma).ShouldBeTrue();
        product[HistoryMetric.Gex].ShouldBe(gamma);
        chain[HistoryMetric.Gex].ShouldBe(gamma, "one chain is all there is");
        double.IsFinite(gamma).ShouldBeTrue();
        double.IsFinite(chain[HistoryMetric.RiskReversal25]).ShouldBeTrue();
        double.IsFinite(chain[HistoryMetric.Butterfly25]).ShouldBeTrue();
        chain[HistoryMetric.VolatilityIndex].ShouldBeGreaterThan(1, "in percent");
    }

    [Fact]
    public void Read_NoTickYet_IsNothing() => PublishedMetrics.Read(SyntheticChain.Product.Id, [SyntheticChain.Expiry], s_empty, s_empty, s_empty, s_empty).ShouldBeEmpty();

    [Fact]
    public void Read_ExpiryThatIsOver_IsNotRecordedAnyMore()
    {
        Publish();
        _product.Set(_product.Row(RowKey.ForExpiry(s_over)), ExpiryColumn.AtmIv, 0.2);
        _product.Commit();
        Read([SyntheticChain.Expiry]).Select(row => row.Route.Expiry).ShouldBe([Expiry.None, SyntheticChain.Expiry]);
    }

    [Fact]
    public void SaysTheSame_OnlyWhenEveryBitDoes()
    {
        MetricRow row = HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 1);
        row.SaysTheSameAs(HistoryFile.Row(HistoryFile.Chain, 11, HistoryMetric.Spot, 1)).ShouldBeTrue();
        row.SaysTheSameAs(HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, Math.BitIncrement(1))).ShouldBeFalse();
        row.SaysTheSameAs(HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Forward, 1)).ShouldBeFalse();
    }

    private ChainHeadline Publish()
    {
        Tick[] ticks = [.. SyntheticChain.Quotes().Select(tick => tick.Kind == TickKind.Leg ? tick with { Fields = tick.Fields | TickFields.OpenInterest, OpenInterest = tick.Strike / 10 } : tick)];
        var chain = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        chain.Apply(ticks);
        var product = new ProductBook(SyntheticChain.Product);
        product.Apply(ticks);
        product.Update(chain.Headline);
        product.Publish(_product);
        _product.Commit();
        var analysis = new ChainAnalysis(SyntheticChain.Product, SyntheticChain.Expiry, VolatilityIndexOptions.Default);
        chain.Analyse(analysis);
        var all = new ProductAnalysis(SyntheticChain.Product, VolatilityIndexOptions.Default);
        all.Take(analysis.Result!);
        all.Publish(_tables);
        _tables.Commit();
        return chain.Headline;
    }

    private List<MetricRow> Read(Expiry[] expiries) => PublishedMetrics.Read(
        SyntheticChain.Product.Id, expiries, _product.Snapshot(), _tables.Snapshot(TableKind.Exposures), _tables.Snapshot(TableKind.Surface), _tables.Snapshot(TableKind.VolatilityIndex));
}
