using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Recorded;

public class KiteChainCsvTests
{
    private const string Header = "Symbol,Expiry,Strike,CE_LTP,CE_OI,CE_Volume,PE_LTP,PE_OI,PE_Volume,Spot,%Change,timestamp,Max_Pain\n";

    [Fact]
    public void Read_Indices_TwoLegsARowInUnits()
    {
        using var documents = new Documents();
        string path = documents.Write("a.txt", Header
            + "NIFTY,2026-02-03,25100.0,1850.0,65,130,0.0,0,0,25088.4,1.0,2026-02-03 10:00:05,1\n"
            + "BANKNIFTY,2026-02-24,60000.0,500.5,30,60,400.0,90,120,59900.0,1.0,2026-02-03 10:00:05,1\n"
            + "NIFTY,2026-02-03,25100.0,1851.0,65,195,0.0,0,0,25090.0,1.0,2026-02-03 10:05,1\n");

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        skips.Total.ShouldBe(0);
        batches.Select(batch => batch.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)).ShouldBe(["04:30:05", "04:35:00"]);
        batches[0].Ticks.Select(tick => (tick.Kind, tick.Product.ToString(), tick.Last)).ShouldBe(
        [
            (TickKind.Underlying, "NIFTY", 25088.4), (TickKind.Underlying, "BANKNIFTY", 59900), (TickKind.Leg, "NIFTY", 1850), (TickKind.Leg, "NIFTY", 0),
            (TickKind.Leg, "BANKNIFTY", 500.5), (TickKind.Leg, "BANKNIFTY", 400),
        ]);
        Tick call = batches[0].Ticks[2];
        (call.Right, call.OpenInterest, call.Volume, call.Expiry, call.Strike).ShouldBe((OptionRight.Call, 65.0, 130.0, Expiry.On(2026, 2, 3), 25_100.0));
        call.Fields.ShouldBe(TickFields.Last | TickFields.OpenInterest | TickFields.Volume);
    }

    [Fact]
    public void Read_Stocks_SkippedAsUnknownProducts()
    {
        using var documents = new Documents();
        string path = documents.Write("a.csv", "Stock,Expiry,Strike,CE_LTP,CE_OI,CE_Volume,PE_LTP,PE_OI,PE_Volume,Stock_LTP,Stock_High,Stock_Low,Stock_%_Change,timestamp,Max_Pain\n"
            + "360ONE,2026-02-24,920.0,0.0,0.0,0.0,3.95,17500.0,35000.0,1070.7,1099.9,1070.1,-2.8,2026-02-02 12:06,4331\n"
            + "NIFTY,2026-02-24,25000.0,1.0,65.0,65.0,3.95,65.0,65.0,25070.7,1099.9,1070.1,-2.8,2026-02-02 12:06,4331\n");

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        batches.ShouldHaveSingleItem().Ticks.Length.ShouldBe(3);
        (string reason, long count, IReadOnlyList<string> places) = skips.Entries.ShouldHaveSingleItem();
        (reason, count).ShouldBe(("product is not in the catalogue", 1L));
        places[0].ShouldStartWith("a.csv:2: 360ONE");
    }

    [Fact]
    public void Read_RecordedStocks_EverySkipCounted()
    {
        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(RecordedData.PathOf("kite-chain-5min-2026-02/stocks_OC_2026-02-02_12-06.csv.gz"));

        (batches.Count, skips.Total).ShouldBe((0, 7_766L));
    }

    [Fact]
    public void Read_RecordedDay_PublishedPainReproducedAtEveryStrike()
    {
        string path = RecordedData.PathOf("kite-chain-5min-2026-02/index_OC_2026-02-03.csv.gz");
        var published = KitePublishedPain.Read(path);

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        (skips.Total, batches.Count).ShouldBe((0L, 108));
        int strikes = 0;
        int textbookAgrees = 0;
        var wrong = new List<string>();
        foreach (RecordedBatch batch in batches)
        {
            string time = batch.Time.ToOffset(TimeSpan.FromHours(5.5)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            foreach (IGrouping<(ProductId, Expiry), Tick> chain in batch.Ticks.Where(tick => tick.Kind == TickKind.Leg).GroupBy(tick => (tick.Product, tick.Expiry)))
            {
                Dictionary<double, double> pain = published[(time, chain.Key.Item1, chain.Key.Item2)];
                Tick[] legs = [.. chain];
                legs.Length.ShouldBe(2 * pain.Count);
                strikes += pain.Count;
                textbookAgrees += pain.MinBy(entry => (entry.Value, entry.Key)).Key == pain.Keys.MinBy(strike => (KitePublishedPain.Payout(legs, strike), strike)) ? 1 : 0;
                wrong.AddRange(pain.Where(entry => Math.Truncate(Math.Round(KitePublishedPain.Net(legs, entry.Key), 6)) != entry.Value).Select(entry => $"{time} {chain.Key} {entry.Key}"));
            }
        }

        wrong.ShouldBeEmpty();
        strikes.ShouldBe(37_692);
        textbookAgrees.ShouldBe(175, "of 324 snapshots: elsewhere the published measure, net of premium, has its minimum at another strike");
    }
}
