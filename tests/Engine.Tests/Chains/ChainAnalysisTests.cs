using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class ChainAnalysisTests
{
    private readonly ChainBook _book = new(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
    private readonly ChainAnalysis _analysis = Analysis();
    private readonly TableGroup _tables = new(5, ChainAnalysis.Tables);

    [Fact]
    public void Publish_QuotedChain_FittedVolatilityIsTheMarkets()
    {
        _book.Apply(SyntheticChain.Quotes());
        LiveUpdate smile = Publish(TableKind.Smile);
        Header(smile, SmileTable.Schema, "status").ShouldBe((int)SmileStatus.Ok);
        Header(smile, SmileTable.Schema, "butterflyFree").ShouldBe(1);
        Header(smile, SmileTable.Schema, "minimumG").ShouldBeGreaterThan(0);
        Header(smile, SmileTable.Schema, "atmIv").ShouldBe(0.11, 0.001);
        double mass = 0;
        for (double strike = 23_500; strike <= 25_000; strike += 50)
        {
            double Row(string column) => Cell(smile, SmileTable.Schema, RowKey.ForStrike(strike), column);
            Row("iv").ShouldBe(SyntheticChain.Smile(strike), 1e-3);
            Row("fittedIv").ShouldBe(Row("iv"), 2e-3);
            Row("bidIv").ShouldBeLessThan(Row("iv"));
            Row("askIv").ShouldBeGreaterThan(Row("iv"));
            Row("optionRight").ShouldBe(strike < SyntheticChain.Forward ? (int)OptionRight.Put : (int)OptionRight.Call);
            mass += 50 * Row("density");
        }

        // The strikes reach two deviations to either side.
        mass.ShouldBeInRange(0.93, 1);
    }

    [Fact]
    public void Publish_OpenInterest_SumsAreThoseOfTheRows()
    {
        _book.Apply(SyntheticChain.Quotes());
        _book.Apply([Oi(24_500, OptionRight.Call, 65_000), Oi(24_000, OptionRight.Put, 97_500), Oi(24_200, OptionRight.Call, 6_500)]);
        LiveUpdate exposures = Publish(TableKind.Exposures);
        Header(exposures, ExposureTable.Schema, "status").ShouldBe((int)ExposureStatus.Ok);
        Header(exposures, ExposureTable.Schema, "callWall").ShouldBe(24_500);
        Header(exposures, ExposureTable.Schema, "putWall").ShouldBe(24_000);
        foreach (string column in (string[])["gamma", "delta", "vanna", "charm", "callGamma", "putGamma"])
        {
            double rows = exposures.Keys.Select(key => new RowKey(key)).Where(row => !row.IsHeader).Sum(row => Cell(exposures, ExposureTable.Schema, row, column));
            rows.ShouldBe(Header(exposures, ExposureTable.Schema, column), 0.5, column);
        }

        Cell(exposures, ExposureTable.Schema, RowKey.ForStrike(24_500), "callOi").ShouldBe(65_000);
        Cell(exposures, ExposureTable.Schema, RowKey.ForStrike(24_000), "gamma").ShouldBeLessThan(0);
    }

    [Fact]
    public void Publish_ExpiredChain_SaysSoAndEmptiesEveryRow()
    {
        _book.Apply(SyntheticChain.Quotes());
        _book.Apply([Oi(24_500, OptionRight.Call, 65_000)]);
        Publish(TableKind.Smile);
        _book.AdvanceTo(Tick.MicrosecondsOf(SyntheticChain.Product.CutOff(SyntheticChain.Expiry)));
        LiveUpdate smile = Publish(TableKind.Smile);
        LiveUpdate exposures = _tables.Snapshot(TableKind.Exposures);
        smile.Sequence.ShouldBe(2);
        Header(smile, SmileTable.Schema, "status").ShouldBe((int)SmileStatus.Expired);
        Header(exposures, ExposureTable.Schema, "status").ShouldBe((int)ExposureStatus.Expired);
        Header(smile, SmileTable.Schema, "a").ShouldBe(double.NaN);
        foreach (string column in SmileTable.Schema.Rows.Select(column => column.Name))
        {
            Cell(smile, SmileTable.Schema, RowKey.ForStrike(24_200), column).ShouldBe(double.NaN, column);
        }

        Cell(exposures, ExposureTable.Schema, RowKey.ForStrike(24_500), "gamma").ShouldBe(double.NaN);
        _analysis.Result!.Variance.Term.IsOk.ShouldBeFalse();
    }

    [Fact]
    public void Publish_BookWithoutTicks_IsNoSmileAndNoExposures()
    {
        LiveUpdate smile = Publish(TableKind.Smile);
        Header(smile, SmileTable.Schema, "status").ShouldBe((int)SmileStatus.NoForward);
        Header(_tables.Snapshot(TableKind.Exposures), ExposureTable.Schema, "status").ShouldBe((int)ExposureStatus.NoForward);
        smile.Keys.ShouldHaveSingleItem();
    }

    /// <summary>However the ticks came, and whether the book was analysed on the way: the same state gives the same tables to the bit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Publish_SameTicksOtherwiseBatched_GivesTheSameTables(int seed)
    {
        Tick[] ticks = SyntheticChain.Random(seed, 3_000);
        _book.Apply(ticks);
        Publish(TableKind.Smile);

        var other = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        ChainAnalysis analysis = Analysis();
        var tables = new TableGroup(5, ChainAnalysis.Tables);
        foreach (Tick[] batch in ticks.Chunk(211))
        {
            other.Apply(batch);
            other.Analyse(analysis);
            analysis.Publish(tables);
            tables.Commit();
        }

        var restored = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        restored.Apply(_book.ToTicks());
        ChainAnalysis afterwards = Analysis();
        var restoredTables = new TableGroup(5, ChainAnalysis.Tables);
        restored.Analyse(afterwards);
        afterwards.Publish(restoredTables);
        restoredTables.Commit();
        foreach ((TableKind kind, _) in ChainAnalysis.Tables)
        {
            LiveUpdates.AreSame(tables.Snapshot(kind) with { Sequence = 1 }, _tables.Snapshot(kind)).ShouldBeTrue($"{kind}, batched");
            LiveUpdates.AreSame(restoredTables.Snapshot(kind), _tables.Snapshot(kind)).ShouldBeTrue($"{kind}, restored");
        }

        analysis.Result!.GammaProfile.ShouldBe(_analysis.Result!.GammaProfile);
        (analysis.Result with { GammaProfile = [] }).ShouldBe(_analysis.Result with { GammaProfile = [] });
    }

    private static ChainAnalysis Analysis() => new(SyntheticChain.Product, SyntheticChain.Expiry, VolatilityIndexOptions.Default);

    private static Tick Oi(double strike, OptionRight right, double units) =>
        SyntheticChain.Leg(SyntheticChain.Start, strike, right) with { Fields = TickFields.OpenInterest, OpenInterest = units };

    private LiveUpdate Publish(TableKind kind)
    {
        _book.Analyse(_analysis);
        _analysis.Publish(_tables);
        _tables.Commit();
        return _tables.Snapshot(kind);
    }

    private static double Header(LiveUpdate table, LiveSchema schema, string column)
    {
        LiveUpdates.TryGet(table, RowKey.Header, schema.HeaderColumn(column), out double value).ShouldBeTrue(column);
        return value;
    }

    private static double Cell(LiveUpdate table, LiveSchema schema, RowKey row, string column)
    {
        LiveUpdates.TryGet(table, row, schema.RowColumn(column), out double value).ShouldBeTrue(column);
        return value;
    }
}
