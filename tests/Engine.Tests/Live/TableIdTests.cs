using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Live;

public sealed class TableIdTests
{
    [Theory]
    [InlineData("product:NIFTY", TableKind.Product, "NIFTY")]
    [InlineData("chain:nifty:2026-08-25", TableKind.Chain, "NIFTY/2026-08-25")]
    [InlineData("smile:NIFTY:2026-08-25", TableKind.Smile, "NIFTY/2026-08-25")]
    [InlineData("exposures:NIFTY:2026-08-25", TableKind.Exposures, "NIFTY/2026-08-25")]
    [InlineData("exposures:NIFTY", TableKind.Exposures, "NIFTY")]
    [InlineData("surface:NIFTY", TableKind.Surface, "NIFTY")]
    [InlineData("volatility-index:NIFTY", TableKind.VolatilityIndex, "NIFTY")]
    public void TryParse_RoomName_IsTheTable(string room, TableKind kind, string route)
    {
        TableId.TryParse(room, out TableId table).ShouldBeTrue();
        table.ShouldBe(new TableId(kind, TickRoute.Parse(route)));
        table.ToString().ShouldBe(room.Replace("nifty", "NIFTY", StringComparison.Ordinal));
    }

    [Fact]
    public void TryParse_Alerts_IsOfNoProduct()
    {
        TableId.TryParse("alerts", out TableId table).ShouldBeTrue();
        table.ShouldBe(new TableId(TableKind.Alerts, default));
        table.IsOfProduct.ShouldBeFalse();
        (table with { User = "vik" }).ShouldNotBe(table);
        (table with { User = "vik" }).ToString().ShouldBe("alerts");
    }

    [Theory]
    [InlineData("system:NIFTY")]
    [InlineData("alerts:")]
    [InlineData("alerts:NIFTY")]
    [InlineData("")]
    [InlineData("product")]
    [InlineData("product:")]
    [InlineData("PRODUCT:NIFTY")]
    [InlineData("product:NIFTY:2026-08-25")]
    [InlineData("chain:NIFTY")]
    [InlineData("chain:NIFTY:")]
    [InlineData("chain:NIFTY:25-08-2026")]
    [InlineData("chain:NIFTY:0001-01-01")]
    [InlineData("chain:NIFTY:2026-08-25:1")]
    [InlineData("legs:NIFTY:2026-08-25")]
    [InlineData("smile:NIFTY")]
    [InlineData("surface:NIFTY:2026-08-25")]
    [InlineData("volatility-index:NIFTY:2026-08-25")]
    [InlineData("volatilityIndex:NIFTY")]
    public void TryParse_AnythingElse_IsNone(string room) => TableId.TryParse(room, out _).ShouldBeFalse();
}
