using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Live;

public class StrikeWindowTests
{
    [Theory]
    [InlineData(24200.0, 1, "24150,24200,24250")]
    [InlineData(24200.0, 0, "24200")]
    [InlineData(24100.0, 1, "24100,24150")]
    [InlineData(24300.0, 2, "24200,24250,24300")]
    [InlineData(24225.0, 0, "24200")]
    [InlineData(24200.0, 10000, "24100,24150,24200,24250,24300")]
    [InlineData(double.NaN, 0, "24200")]
    public void Of_AtmStrike_KeepsTheNearestOnEachSide(double atm, int eachSide, string expected) =>
        Kept(Chain(atm, double.NaN), eachSide).ShouldBe(expected);

    [Fact]
    public void Of_NoAtmStrike_TakesTheSpot() => Kept(Chain(double.NaN, 24120), 0).ShouldBe("24100");

    [Fact]
    public void Of_EmptyChain_KeepsNothingAway() =>
        StrikeWindow.Of(new LiveTable(ChainSchema.Table, 1).Snapshot(), 1).IsAll.ShouldBeTrue();

    private static string Kept(LiveUpdate chain, int eachSide)
    {
        StrikeRange range = StrikeWindow.Of(chain, eachSide);
        return string.Join(',', chain.Keys.Select(key => new RowKey(key)).Where(key => !key.IsHeader && range.Holds(key)).Select(key => key.Strike).Distinct());
    }

    private static LiveUpdate Chain(double atm, double spot)
    {
        var table = new LiveTable(ChainSchema.Table, 1);
        table.Set(0, ChainColumn.AtmStrike, atm);
        table.Set(0, ChainColumn.Spot, spot);
        for (double strike = 24100; strike <= 24300; strike += 50)
        {
            table.Row(RowKey.Leg(strike, OptionRight.Call));
            table.Row(RowKey.Leg(strike, OptionRight.Put));
        }

        table.Commit();
        return table.Snapshot();
    }
}
