using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Ticks;
using static TradingAnalytics.Engine.Tests.Alerts.Rules;

namespace TradingAnalytics.Engine.Tests.Alerts;

public sealed class AlertBookTests
{
    private readonly AlertBook _book = new(3);
    private readonly List<AlertFiring> _fired = [];
    private readonly Cells _cells = new();

    [Fact]
    public void Evaluate_TwoUsers_TellsEachHisOwn()
    {
        _book.Arm("asha", [On(AlertKind.Below, AlertDirection.Either, 10) with { Owner = "asha" }]);
        _book.Arm("vik", [On(AlertKind.Below, AlertDirection.Either, 5)]);
        Show(7);
        _fired.ShouldHaveSingleItem().Owner.ShouldBe("asha");
    }

    [Fact]
    public void Arm_SameRulesAgain_GoOnFromWhereTheyAre()
    {
        AlertRule rule = On(AlertKind.Crosses, AlertDirection.Up, 10);
        _book.Arm("vik", [rule]);
        Show(9);
        _book.Arm("vik", [rule, rule with { Id = 2, Note = "new" }]);
        Show(11);
        _fired.ShouldHaveSingleItem().Rule.ShouldBe(1);
        _book.Arm("vik", [rule with { Version = 2 }]);
        Show(9);
        Show(11);
        _fired.Count.ShouldBe(2);
        _fired[1].Version.ShouldBe(2);
    }

    [Fact]
    public void Arm_NoneOrDisabled_IsEmpty()
    {
        _book.Arm("vik", [On(AlertKind.Below, AlertDirection.Either, 10)]);
        _book.IsEmpty.ShouldBeFalse();
        _book.Arm("vik", [On(AlertKind.Below, AlertDirection.Either, 10) with { Enabled = false }]);
        _book.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Arm_MoreThanItTakes_ChangesNothing()
    {
        AlertRule rule = On(AlertKind.Below, AlertDirection.Either, 10);
        _book.Arm("vik", [rule, rule with { Id = 2 }]).ShouldBeTrue();
        _book.Arm("asha", [rule with { Owner = "asha" }, rule with { Owner = "asha", Id = 2 }]).ShouldBeFalse();
        _book.Arm("asha", [rule with { Owner = "asha" }]).ShouldBeTrue();
        Show(7);
        _fired.Count.ShouldBe(3);
    }

    [Fact]
    public void End_EachRule_Expires()
    {
        _book.Arm("vik", [On(AlertKind.Below, AlertDirection.Either, 10), On(AlertKind.Below, AlertDirection.Either, 10) with { Id = 2 }]);
        _book.End(Start, _fired);
        _fired.Select(firing => firing.Outcome).ShouldBe([AlertOutcome.Expired, AlertOutcome.Expired]);
        _book.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Cell_OfAChain_EqualsWhatItPublishes()
    {
        var chain = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        chain.Apply([SyntheticChain.Underlying(SyntheticChain.Start), .. SyntheticChain.Quotes()]);
        var table = new LiveTable(ChainSchema.Table, 1);
        chain.Publish(table);
        LiveUpdate published = table.Commit()!;
        int cells = 0;
        foreach (RowKey row in published.Keys.Select(key => new RowKey(key)))
        {
            for (int column = 0; column < ChainSchema.Table.ColumnsOf(row).Count; column++, cells++)
            {
                double cell = chain.Cell(row, column);
                cell.Equals(table.Cell(row, column)).ShouldBeTrue($"{row} column {column}: {cell} is not {table.Cell(row, column)}");
            }
        }

        cells.ShouldBeGreaterThan(100);
        chain.Cell(RowKey.Leg(1, OptionRight.Call), LegColumn.Iv).ShouldBe(double.NaN);
    }

    [Fact]
    public void Find_ColumnOfTexts_IsNone()
    {
        var chain = new TableId(TableKind.Chain, new TickRoute("NIFTY", Expiry.On(2026, 8, 25)));
        new AlertMetric(chain, RowKey.Header, "state").Find().ShouldBe(-1);
        new AlertMetric(chain, RowKey.Header, "iv").Find().ShouldBe(-1);
        new AlertMetric(chain, RowKey.Leg(24_200, OptionRight.Call), "iv").Find().ShouldBe(LegColumn.Iv);
    }

    [Fact]
    public void Evaluate_WithRules_AllocatesNothing()
    {
        _book.Arm("vik", [On(AlertKind.Crosses, AlertDirection.Up, 1e9)]);
        long now = Start;
        Allocations.Of(i => _book.Evaluate(TableKind.Product, _cells, now += Second, _fired)).ShouldBe(0);
    }

    private void Show(double spot)
    {
        _cells.Value = spot;
        _book.Evaluate(TableKind.Product, _cells, Start, _fired);
        _book.Evaluate(TableKind.Chain, _cells, Start, _fired);
    }

    private sealed class Cells : ICellSource
    {
        public double Value { get; set; }

        public double Cell(RowKey key, int column) => Value;
    }
}
