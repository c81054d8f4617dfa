using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Products;

public sealed class ProductBookTests
{
    private const long Day = 86_400_000_000;

    [Fact]
    public void Apply_ADayOfSpot_KeepsOpenHighLowAndChange()
    {
        ProductBook book = Book();
        book.Apply([Spot(0, 100), Spot(1, 104), Spot(2, 97), Spot(3, 101)]);
        (book.Open, book.High, book.Low, book.Spot).ShouldBe((100, 104, 97, 101));
        book.PreviousClose.ShouldBe(double.NaN);
        book.Change.ShouldBe(1);
    }

    [Fact]
    public void Apply_TheNextDay_BeginsAnewFromThePreviousClose()
    {
        ProductBook book = Book();
        book.Apply([Spot(0, 100), Spot(1, 104)]);
        book.Apply([Spot(Day, 110), Spot(Day + 1, 108)]);
        (book.Open, book.High, book.Low, book.PreviousClose, book.Change).ShouldBe((110, 110, 108, 104, 4));
    }

    [Fact]
    public void Apply_LateTickOfTheSameDay_WidensTheRangeOnly()
    {
        ProductBook book = Book();
        book.Apply([Spot(1_000_000, 100), Spot(500_000, 90)]);
        (book.Spot, book.Open, book.Low).ShouldBe((100, 100, 90));
    }

    [Fact]
    public void Bars_SpotTicks_OfBothWidths()
    {
        ProductBook book = Book();
        book.Apply([Spot(0, 100), Spot(400_000, 103), Spot(1_000_000, 99)]);
        long start = SyntheticChain.Start / 1_000_000;
        book.Bars(BarInterval.OneSecond, start, start + 60).ShouldBe([new Bar(start, 100, 103, 100, 103, 2), new Bar(start + 1, 99, 99, 99, 99, 1)]);
        book.Bars(BarInterval.OneMinute, start, start + 60).ShouldBe([new Bar(start, 100, 103, 99, 99, 3)]);
    }

    [Fact]
    public void Publish_HeadlineAndFuture_AreTheRowOfTheExpiry()
    {
        ProductBook book = Book();
        book.Update(Headline());
        book.Apply([SyntheticChain.Future(SyntheticChain.Start, 24_250)]);
        var table = new LiveTable(ProductSchema.Table, 1);
        book.Publish(table);
        LiveUpdate update = table.Commit()!;
        RowKey row = RowKey.ForExpiry(SyntheticChain.Expiry);
        LiveUpdates.TryGet(update, row, ExpiryColumn.Forward, out double forward).ShouldBeTrue();
        forward.ShouldBe(24_237.1235);
        LiveUpdates.TryGet(update, row, ExpiryColumn.Future, out double future).ShouldBeTrue();
        future.ShouldBe(24_250);
        book.Publish(table);
        table.Commit().ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(400)]
    public void Restore_Saved_GoesOnAsIfUninterrupted(int cut)
    {
        Tick[] ticks = SyntheticChain.Random(cut, 400, 200_000_000);
        ProductBook uninterrupted = Book();
        uninterrupted.Apply(ticks.AsSpan(0, cut), 5);
        uninterrupted.Update(Headline());
        ProductBook restored = Book();
        restored.Restore(uninterrupted.Save());
        uninterrupted.Apply(ticks.AsSpan(cut), 9);
        restored.Apply(ticks.AsSpan(cut), 9);
        LiveUpdates.AreSame(Published(restored), Published(uninterrupted)).ShouldBeTrue();
        restored.Bars(BarInterval.OneSecond, 0, long.MaxValue).ShouldBe(uninterrupted.Bars(BarInterval.OneSecond, 0, long.MaxValue));
        restored.Bars(BarInterval.OneMinute, 0, long.MaxValue).ShouldBe(uninterrupted.Bars(BarInterval.OneMinute, 0, long.MaxValue));
    }

    private static ProductBook Book() => new(SyntheticChain.Product);

    private static Tick Spot(long afterStart, double price) => SyntheticChain.Underlying(SyntheticChain.Start + afterStart, price);

    private static ChainHeadline Headline() =>
        new(SyntheticChain.Expiry, 24_237.12346, ForwardSource.Parity, 0.99, 0.02, 24_250, 0.11, 250, 0.8, 0.9, 24_200, 1, 2, 100);

    private static LiveUpdate Published(ProductBook book)
    {
        var table = new LiveTable(ProductSchema.Table, 1);
        book.Publish(table);
        table.Commit();
        return table.Snapshot();
    }
}
