using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Products;

public sealed class ProductAnalysisTests
{
    private static readonly Expiry Near = Expiry.On(2026, 9, 8);
    private static readonly Expiry Far = Expiry.On(2026, 9, 29);

    private readonly ProductAnalysis _analysis = new(SyntheticChain.Product, VolatilityIndexOptions.Default);
    private readonly TableGroup _tables = new(5, ProductAnalysis.Tables);

    [Fact]
    public void Publish_FlatMarket_SurfaceIsFreeAndTheIndexIsItsVolatility()
    {
        _analysis.Take(Chain(Near, 0.15));
        _analysis.Take(Chain(Far, 0.15));
        LiveUpdate surface = Publish(TableKind.Surface);
        Header(surface, SurfaceTable.Schema, "slices").ShouldBe(2);
        Header(surface, SurfaceTable.Schema, "butterflyFree").ShouldBe(1);
        Header(surface, SurfaceTable.Schema, "spot").ShouldBe(SyntheticChain.Spot);
        Cell(surface, SurfaceTable.Schema, Far, "atmIv").ShouldBe(0.15, 1e-3);
        Cell(surface, SurfaceTable.Schema, Far, "forwardIv").ShouldBe(0.15, 2e-3);
        Cell(surface, SurfaceTable.Schema, Near, "forwardIv").ShouldBe(double.NaN);
        Math.Abs(Cell(surface, SurfaceTable.Schema, Far, "riskReversal25")).ShouldBeLessThan(2e-3);

        LiveUpdate index = _tables.Snapshot(TableKind.VolatilityIndex);
        Header(index, VolatilityIndexTable.Schema, "status").ShouldBe((int)VolatilityIndexStatus.Ok);
        Header(index, VolatilityIndexTable.Schema, "index").ShouldBe(15, 0.2);
        Cell(index, VolatilityIndexTable.Schema, Near, "role").ShouldBe((int)IndexRole.Near);
        Cell(index, VolatilityIndexTable.Schema, Far, "role").ShouldBe((int)IndexRole.Next);
        (Cell(index, VolatilityIndexTable.Schema, Near, "weight") + Cell(index, VolatilityIndexTable.Schema, Far, "weight")).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Publish_WithDailyCloses_RanksTheIndexAmongThem()
    {
        _analysis.Take(Chain(Near, 0.15));
        _analysis.Take(Chain(Far, 0.15));
        LiveUpdate index = Publish(TableKind.VolatilityIndex);
        Header(index, VolatilityIndexTable.Schema, "ivRank").ShouldBe(double.NaN);
        double value = Header(index, VolatilityIndexTable.Schema, "index");

        var day = new DateOnly(2026, 8, 3);
        _analysis.Take(new DailyCloses(day, [10, 12, 30, 20, 14]));
        _analysis.IsDirty.ShouldBeTrue();
        index = Publish(TableKind.VolatilityIndex);
        Header(index, VolatilityIndexTable.Schema, "ivRank").ShouldBe((value - 10) / 20, 1e-6);
        Header(index, VolatilityIndexTable.Schema, "ivPercentile").ShouldBe(0.6, 1e-6);

        foreach (double[] none in (double[][])[[10, 12, 30, 20], [12, 12, 12, 12, 12]])
        {
            _analysis.Take(new DailyCloses(day, none));
            index = Publish(TableKind.VolatilityIndex);
            Header(index, VolatilityIndexTable.Schema, "ivRank").ShouldBe(double.NaN);
            Header(index, VolatilityIndexTable.Schema, "ivPercentile").ShouldBe(double.NaN);
        }
    }

    [Fact]
    public void Publish_TwoChains_ExposuresAddUp()
    {
        ChainAnalytics near = Chain(Near, 0.15);
        ChainAnalytics far = Chain(Far, 0.14);
        _analysis.Take(near);
        _analysis.Take(far);
        LiveUpdate exposures = Publish(TableKind.Exposures);
        Header(exposures, ProductExposureTable.Schema, "status").ShouldBe((int)ExposureStatus.Ok);
        Header(exposures, ProductExposureTable.Schema, "chains").ShouldBe(2);
        foreach (string column in (string[])["gamma", "delta", "vanna", "charm", "callGamma", "putGamma"])
        {
            double sum = Cell(exposures, ProductExposureTable.Schema, Near, column) + Cell(exposures, ProductExposureTable.Schema, Far, column);
            sum.ShouldBe(Header(exposures, ProductExposureTable.Schema, column), 0.02, column);
        }

        Cell(exposures, ProductExposureTable.Schema, Near, "flip").ShouldBe(near.Exposures.Flip, 1e-4);
        double flip = Header(exposures, ProductExposureTable.Schema, "flip");
        flip.ShouldBeInRange(Math.Min(near.Exposures.Flip, far.Exposures.Flip) - 20, Math.Max(near.Exposures.Flip, far.Exposures.Flip) + 20);
    }

    [Fact]
    public void Publish_FallingTotalVariance_SurfaceIsRepairedAndSaysSo()
    {
        _analysis.Take(Chain(Near, 0.25));
        _analysis.Take(Chain(Far, 0.12));
        LiveUpdate surface = Publish(TableKind.Surface);
        Header(surface, SurfaceTable.Schema, "wasFree").ShouldBe(0);
        Header(surface, SurfaceTable.Schema, "method").ShouldNotBe((int)SurfaceMethod.AsFitted);
        Header(surface, SurfaceTable.Schema, "movedVolPoints").ShouldBeGreaterThan(1);
        foreach (string column in (string[])["butterflyFree", "calendarFree"])
        {
            Header(surface, SurfaceTable.Schema, column).ShouldBe(1, column);
        }

        Cell(surface, SurfaceTable.Schema, Far, "calendarFree").ShouldBe(1);
        Cell(surface, SurfaceTable.Schema, Far, "calendarGap").ShouldBeGreaterThanOrEqualTo(0);
        Cell(surface, SurfaceTable.Schema, Near, "calendarFree").ShouldBe(double.NaN);
        Cell(surface, SurfaceTable.Schema, Near, "atmIv").ShouldBeLessThan(0.25);
        Cell(surface, SurfaceTable.Schema, Far, "atmIv").ShouldBeGreaterThan(0.12);
    }

    [Fact]
    public void Publish_OneTerm_SaysThatOneIsTooFew()
    {
        _analysis.Take(Chain(Near, 0.15));
        LiveUpdate index = Publish(TableKind.VolatilityIndex);
        Header(index, VolatilityIndexTable.Schema, "status").ShouldBe((int)VolatilityIndexStatus.OneTerm);
        Header(index, VolatilityIndexTable.Schema, "index").ShouldBe(double.NaN);
        Header(_tables.Snapshot(TableKind.Surface), SurfaceTable.Schema, "calendarFree").ShouldBe(double.NaN);
    }

    [Fact]
    public void Take_OlderThanKnown_ChangesNothing()
    {
        ChainAnalytics chain = Chain(Near, 0.15);
        _analysis.Take(chain);
        LiveUpdate before = Publish(TableKind.Surface);
        _analysis.Take(chain with { AsOfUnixMicroseconds = chain.AsOfUnixMicroseconds - 1, Spot = 1 });
        _analysis.IsDirty.ShouldBeFalse();
        LiveUpdates.AreSame(Publish(TableKind.Surface), before).ShouldBeTrue();
    }

    [Fact]
    public void Forget_Expiry_LeavesTheOthers()
    {
        _analysis.Take(Chain(Near, 0.15));
        _analysis.Take(Chain(Far, 0.15));
        _analysis.Forget(Near);
        _analysis.IsDirty.ShouldBeTrue();
        LiveUpdate surface = Publish(TableKind.Surface);
        surface.Keys.ShouldBe([RowKey.Header.Value, RowKey.ForExpiry(Far).Value]);
        Header(_tables.Snapshot(TableKind.Exposures), ProductExposureTable.Schema, "chains").ShouldBe(1);
    }

    [Fact]
    public void Publish_ProfileOfAnotherVersion_IsInNoTotal()
    {
        _analysis.Take(Chain(Near, 0.15) with { GammaProfile = [1, 2, 3] });
        _analysis.Take(Chain(Far, 0.15));
        Header(Publish(TableKind.Exposures), ProductExposureTable.Schema, "chains").ShouldBe(1);
    }

    /// <summary>A chain quoted at one volatility, with more open interest in calls above and in puts below the money.</summary>
    private static ChainAnalytics Chain(Expiry expiry, double volatility)
    {
        ProductSpec product = SyntheticChain.Product;
        var book = new ChainBook(product, expiry, ChainOptions.Default);
        double years = product.TimeToExpiryYears(expiry, DateTimeOffset.UnixEpoch.AddTicks(10 * SyntheticChain.Start));
        double discountFactor = Math.Exp(-product.InterestRate * years);
        double forward = SyntheticChain.Spot / discountFactor;
        var ticks = new List<Tick> { SyntheticChain.Underlying(SyntheticChain.Start) };
        for (double strike = 19_000; strike <= 30_000; strike += 100)
        {
            foreach (OptionRight right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
            {
                double price = Black76.Price(right, forward, strike, years, discountFactor, volatility);
                ticks.Add(SyntheticChain.Leg(SyntheticChain.Start, strike, right) with
                {
                    Expiry = expiry,
                    Fields = TickFields.Quote | TickFields.OpenInterest,
                    Bid = price * 0.999,
                    Ask = price * 1.001,
                    OpenInterest = right == OptionRight.Call == strike > forward ? 6_500 : 650,
                });
            }
        }

        book.Apply([.. ticks]);
        var analysis = new ChainAnalysis(product, expiry, VolatilityIndexOptions.Default);
        book.Analyse(analysis);
        return analysis.Result!;
    }

    private LiveUpdate Publish(TableKind kind)
    {
        _analysis.Publish(_tables);
        _tables.Commit();
        return _tables.Snapshot(kind);
    }

    private static double Header(LiveUpdate table, LiveSchema schema, string column)
    {
        LiveUpdates.TryGet(table, RowKey.Header, schema.HeaderColumn(column), out double value).ShouldBeTrue(column);
        return value;
    }

    private static double Cell(LiveUpdate table, LiveSchema schema, Expiry expiry, string column)
    {
        LiveUpdates.TryGet(table, RowKey.ForExpiry(expiry), schema.RowColumn(column), out double value).ShouldBeTrue(column);
        return value;
    }
}
