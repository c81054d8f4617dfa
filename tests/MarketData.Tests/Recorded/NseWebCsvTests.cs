using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Recorded;

public class NseWebCsvTests
{
    private const string Header = "CALLS,,PUTS\n,OI,CHNG IN OI,VOLUME,IV,LTP,CHNG,BID QTY,BID,ASK,ASK QTY,STRIKE,BID QTY,BID,ASK,ASK QTY,CHNG,LTP,IV,VOLUME,CHNG IN OI,OI,\n";

    private static readonly ProductSpec Nifty = ProductCatalogue.Load().Find("NIFTY")!;
    private static readonly DateTimeOffset Time = new(2026, 5, 26, 10, 33, 37, TimeSpan.FromHours(5.5));

    [Fact]
    public void Read_IndianGroupsAndDashes_UnitsOfBothSides()
    {
        using var documents = new Documents();
        string path = documents.Write("any.csv", Header
            + ",\"1,06,085\",-5,-,14.2,-,-,65,\"1,921.15\",\"2,011.25\",\"1,430\",\"24,000.00\",\"19,78,210\",0.15,0.20,\"11,87,225\",-0.30,0.15,106.67,\"43,894\",\"-11,649\",\"19,421\",\n"
            + ",x,-,-,-,-,-,-,-,-,-,\"24,050.00\",-,-,-,-,-,-,-,-,-,-,\n");
        var skips = new SkipReport();

        RecordedBatch batch = new NseWebCsvMarket(path, Nifty, Expiry.On(2026, 5, 26), Time).Read(skips).Single();

        batch.Time.ShouldBe(Time);
        (Tick call, Tick put) = (batch.Ticks[0], batch.Ticks[1]);
        (call.Right, call.Strike, call.Last, call.Bid, call.Ask, call.Fields).ShouldBe((OptionRight.Call, 24_000.0, 0.0, 1_921.15, 2_011.25, TickFields.All));
        (call.OpenInterest, call.OpenInterestChange, call.Volume).ShouldBe((106_085 * 65.0, -5 * 65.0, 0.0));
        (put.Right, put.Last, put.Bid, put.Ask).ShouldBe((OptionRight.Put, 0.15, 0.15, 0.2));
        (put.OpenInterest, put.OpenInterestChange, put.Volume).ShouldBe((19_421 * 65.0, -11_649 * 65.0, 43_894 * 65.0));
        (batch.Ticks.Length, skips.Total).ShouldBe((2, 1L));
    }

    [Fact]
    public void Open_WithoutBeingTold_SaysWhatIsMissing()
    {
        using var documents = new Documents();
        string path = documents.Write("any.csv", Header);

        Should.Throw<UnknownRecordingException>(() => Documents.Open(path)).Message.ShouldContain("says neither product, expiry nor time");
    }

    [Fact]
    public void Read_OtherLayout_Throws()
    {
        using var documents = new Documents();
        string path = documents.Write("any.csv", "a,b\n1,2\n");

        Should.Throw<UnknownRecordingException>(() => new NseWebCsvMarket(path, Nifty, Expiry.On(2026, 5, 26), Time).Read(new SkipReport()).Count());
    }

    [Fact]
    public void Read_RecordedMinutes_EveryStrikeAndGrowingVolume()
    {
        string folder = RecordedData.PathOf("nse-web-csv-1min-2026-05-26");
        var skips = new SkipReport();
        double before = 0;
        int files = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            TimeSpan at = TimeSpan.ParseExact(Path.GetFileNameWithoutExtension(file)[^6..], "hhmmss", CultureInfo.InvariantCulture);
            Tick[] ticks = new NseWebCsvMarket(file, Nifty, Expiry.On(2026, 5, 26), new DateTimeOffset(2026, 5, 26, 0, 0, 0, TimeSpan.FromHours(5.5)) + at).Read(skips).Single().Ticks;

            ticks.Length.ShouldBe(288);
            ticks.ShouldAllBe(tick => Nifty.IsOnGrid(tick.Strike) && tick.OpenInterest % 65 == 0);
            double volume = ticks.Sum(tick => tick.Volume);
            volume.ShouldBeGreaterThanOrEqualTo(before, file);
            before = volume;
            files++;
        }

        (files, skips.Total).ShouldBe((11, 0L));
    }
}
