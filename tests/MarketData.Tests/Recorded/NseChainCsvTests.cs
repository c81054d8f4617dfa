using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Recorded;

public class NseChainCsvTests
{
    private const string Header = "timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho\n";

    [Fact]
    public void Read_TwoInstants_OneUnderlyingTickAndUnitsPerInstant()
    {
        using var documents = new Documents();
        string path = documents.Write("day.csv", Header
            + "202512231000,NIFTY50,30-Dec-2025,25000,CE,25010.5,100.25,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,06-Jan-2026,25000,PE,25010.5,0,,,,,4,5,6,0.1,0,0,0,0,0\n"
            + "202512231001,NIFTY50,06-Jan-2026,25000,PE,25011,90.05,,,,,,7,,,,,,,\n");

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        skips.Total.ShouldBe(0);
        batches.Count.ShouldBe(2);
        batches[0].Time.ShouldBe(new DateTimeOffset(2025, 12, 23, 4, 30, 0, TimeSpan.Zero));
        batches[0].Ticks.Length.ShouldBe(3);
        Tick underlying = batches[0].Ticks[0];
        (underlying.Kind, underlying.Last, underlying.Fields, underlying.Product).ShouldBe((TickKind.Underlying, 25010.5, TickFields.Last, new ProductId("NIFTY")));
        Tick call = batches[0].Ticks[1];
        (call.Kind, call.Right, call.Strike, call.Expiry).ShouldBe((TickKind.Leg, OptionRight.Call, 25000.0, Expiry.On(2025, 12, 30)));
        (call.Last, call.Volume, call.OpenInterest, call.OpenInterestChange).ShouldBe((100.25, 2 * 75.0, 3 * 75.0, -75.0));
        call.Time.ShouldBe(batches[0].Time);
        Tick put = batches[0].Ticks[2];
        (put.Last, put.Volume, put.OpenInterest, put.OpenInterestChange).ShouldBe((0.0, 4 * 65.0, 5 * 65.0, 6 * 65.0));
        put.Has(TickFields.Last).ShouldBeTrue("a last price of 0 says: never traded");
        batches[1].Ticks[1].Fields.ShouldBe(TickFields.Last | TickFields.OpenInterest, "empty fields are not carried");
    }

    [Fact]
    public void Read_BadRows_SkippedWithReasonAndPlace()
    {
        using var documents = new Documents();
        string path = documents.Write("day.csv", Header
            + "202512231000,NOSUCH,30-Dec-2025,25000,CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,30-Foo-2025,25000,CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202513231000,NIFTY50,30-Dec-2025,25000,CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,30-Dec-2025,abc,CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,30-Dec-2025,25000,XX,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,30-Dec-2025,25000,CE,25010.5,NaN,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512231000,NIFTY50,30-Dec-2025,25000,CE\n"
            + "\n"
            + "202512231000,NIFTY50,30-Dec-2025,25050,CE,25010.6,1,,,,,2,3,-1,12,0,0,0,0,0\n"
            + "202512230959,NIFTY50,30-Dec-2025,25050,CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0");

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        batches.Count.ShouldBe(1);
        batches[0].Ticks.Length.ShouldBe(2);
        batches[0].Ticks[1].Strike.ShouldBe(25050);
        Documents.Reasons(skips).ShouldBe("1 expiry is no date; 1 last price is no number; 1 option type is neither CE nor PE; 1 product is not in the catalogue; "
            + "1 row has another number of fields than the header; 1 spot differs within one instant: the first was used; 1 strike is no number above 0; "
            + "1 timestamp is no time; 1 timestamp is older than the row before");
        skips.Entries.Single(entry => entry.Reason.StartsWith("product", StringComparison.Ordinal)).FirstPlaces[0].ShouldStartWith("day.csv:2: 202512231000,NOSUCH,");
    }

    [Fact]
    public void Read_TwiceAndGzipped_SameIds()
    {
        using var documents = new Documents();
        string text = Header + "202512231000,NIFTY50,30-Dec-2025,25000,CE,25010.5,100.25,,,,,2,3,-1,12,0,0,0,0,0\n";
        string plain = documents.Write("a.csv", text);
        string packed = documents.Write("wrong-name.json", Documents.Gzip(text.ReplaceLineEndings("\r\n")));

        ulong[] ids = [.. Documents.Read(plain).Batches[0].Ticks.Select(tick => tick.Id)];

        ids.ShouldAllBe(id => id != 0);
        ids.ShouldBeUnique();
        Documents.Read(plain).Batches[0].Ticks.Select(tick => tick.Id).ShouldBe(ids);
        Documents.Read(packed).Batches[0].Ticks.Select(tick => tick.Id).ShouldBe(ids);
    }

    [Fact]
    public void Read_TruncatedGzip_KeepsWhatCameAndReports()
    {
        using var documents = new Documents();
        string rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2025122310{i / 400:00},NIFTY50,30-Dec-2025,{20000 + (50 * (i % 400))},CE,25010.5,{i}.05,,,,,2,3,-1,12,0,0,0,0,0\n"));
        byte[] packed = Documents.Gzip(Header + rows);
        string path = documents.Write("day.csv.gz", packed[..(packed.Length / 2)]);

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        batches.Count.ShouldBeInRange(5, 49);
        (skips.Total, batches[0].Ticks.Length).ShouldBe((1, 401));
    }

    [Fact]
    public void Read_RecordedExpiryDay_EveryRowAndMinute()
    {
        string path = RecordedData.PathOf("nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz");

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        skips.Total.ShouldBe(0);
        batches.Count.ShouldBe(288);
        batches.Sum(batch => batch.Ticks.Count(tick => tick.Kind == TickKind.Leg)).ShouldBe(153_990);
        batches.ShouldAllBe(batch => batch.Ticks[0].Kind == TickKind.Underlying && batch.Ticks.Count(tick => tick.Kind == TickKind.Underlying) == 1);
        batches.Select(batch => batch.Time).ShouldBe(batches.Select(batch => batch.Time).Order());
        (batches[0].Time, batches[^1].Time).ShouldBe((new DateTimeOffset(2026, 8, 18, 5, 13, 0, TimeSpan.Zero), new DateTimeOffset(2026, 8, 18, 10, 0, 0, TimeSpan.Zero)));
        batches.SelectMany(batch => batch.Ticks).Where(tick => tick.Kind == TickKind.Leg).Select(tick => tick.Expiry).Distinct().Order()
            .ShouldBe([Expiry.On(2026, 8, 18), Expiry.On(2026, 8, 25), Expiry.On(2026, 9, 1), Expiry.On(2026, 9, 8)]);
        batches.SelectMany(batch => batch.Ticks).Select(tick => tick.Id).Distinct().Count().ShouldBe(153_990 + 288);
        Tick first = batches[0].Ticks[1];
        (first.Strike, first.Last, first.Volume, first.OpenInterest, first.OpenInterestChange).ShouldBe((22_000.0, 2_235.0, 18 * 65.0, 52 * 65.0, -8 * 65.0));
    }
}
