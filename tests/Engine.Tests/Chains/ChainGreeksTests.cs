using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class ChainGreeksTests
{
    private readonly LiveUpdate _chain;
    private readonly LiveUpdate _full;

    public ChainGreeksTests()
    {
        var book = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(SyntheticChain.Quotes());
        book.Apply([SyntheticChain.Leg(SyntheticChain.Start, 26_000, OptionRight.Put) with { Fields = MarketData.Ticks.TickFields.OpenInterest, OpenInterest = 65 }]);
        var table = new LiveTable(ChainSchema.Table, 3);
        book.Publish(table);
        table.Commit();
        _chain = table.Snapshot();
        _full = ChainGreeks.Extend(_chain);
    }

    [Fact]
    public void Extend_PublishedColumns_StayAsTheyAre()
    {
        (_full.Epoch, _full.Sequence).ShouldBe((3, 1));
        _full.Keys.ShouldBe(_chain.Keys);
        foreach (RowKey row in _chain.Keys.Select(key => new RowKey(key)))
        {
            for (int column = 0; column < ChainSchema.Table.ColumnsOf(row).Count; column++)
            {
                Cell(_full, row, column).ShouldBe(Cell(_chain, row, column));
            }
        }
    }

    [Fact]
    public void Extend_EachGreek_IsThatOfThePublishedVolatility()
    {
        double forward = Cell(_chain, RowKey.Header, ChainColumn.Forward);
        double discountFactor = Cell(_chain, RowKey.Header, ChainColumn.DiscountFactor);
        double years = Cell(_chain, RowKey.Header, ChainColumn.TimeToExpiry);
        foreach (RowKey row in _chain.Keys.Select(key => new RowKey(key)).Where(row => !row.IsHeader && row.Strike < 26_000))
        {
            TraderGreeks greeks = Black76.Greeks(row.Right, forward, row.Strike, years, discountFactor, Cell(_chain, row, LegColumn.Iv)).ToTraderGreeks();
            double[] expected =
            [
                greeks.VannaPerPercentagePoint, greeks.CharmPerCalendarDay, greeks.VolgaPerPercentagePointSquared, greeks.VetaPerPercentagePointPerCalendarDay, greeks.Speed,
                greeks.ZommaPerPercentagePoint, greeks.ColorPerCalendarDay, greeks.UltimaPerPercentagePointCubed, greeks.DualDelta, greeks.DualGamma,
            ];
            for (int i = 0; i < expected.Length; i++)
            {
                string name = ChainGreeks.Table.Rows[GreekColumn.Vanna + i].Name;
                Cell(_full, row, GreekColumn.Vanna + i).ShouldBe(expected[i], 1e-6 * Math.Abs(expected[i]), $"{name} at {row.Strike} {row.Right}");
            }

            // The published delta knows more digits of the volatility than the table shows, no other difference.
            greeks.Delta.ShouldBe(Cell(_full, row, LegColumn.Delta), 2e-5);
        }
    }

    [Fact]
    public void Extend_LegWithoutVolatility_HasNoGreeks()
    {
        for (int column = GreekColumn.Vanna; column <= GreekColumn.DualGamma; column++)
        {
            Cell(_full, RowKey.Leg(26_000, OptionRight.Put), column).ShouldBe(double.NaN);
        }
    }

    [Fact]
    public void Extend_NothingPublished_IsNothing()
    {
        LiveUpdate nothing = new LiveTable(ChainSchema.Table, 1).Snapshot();
        LiveUpdates.AreSame(ChainGreeks.Extend(nothing), nothing).ShouldBeTrue();
    }

    private static double Cell(LiveUpdate table, RowKey row, int column)
    {
        LiveUpdates.TryGet(table, row, column, out double value).ShouldBeTrue();
        return value;
    }
}
