using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Catchup;

public class RouteCursorTests
{
    [Theory]
    [InlineData(0, 1, 0, FrameVerdict.Apply)]
    [InlineData(5, 6, 5, FrameVerdict.Apply)]
    [InlineData(5, 9, 4, FrameVerdict.Apply)]
    [InlineData(5, 5, 4, FrameVerdict.PassOver)]
    [InlineData(5, 2, 0, FrameVerdict.PassOver)]
    [InlineData(5, 9, 7, FrameVerdict.Gap)]
    [InlineData(5, 9, 0, FrameVerdict.Gap)]
    [InlineData(5, 6, 0, FrameVerdict.Apply)]
    public void Judge_ByHowFarTheRouteIsApplied(long through, long sequence, long previous, FrameVerdict expected)
    {
        var frame = new TickFrame(sequence, previous, new TickRoute("NIFTY", Expiry.None), 0, default);
        new RouteCursor(through).Judge(in frame).ShouldBe(expected);
    }

    [Fact]
    public void Reach_Earlier_ChangesNothing()
    {
        var cursor = new RouteCursor(7);
        cursor.Reach(3);
        cursor.Through.ShouldBe(7);
    }
}
