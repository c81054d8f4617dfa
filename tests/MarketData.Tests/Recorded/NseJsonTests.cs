using System.Text;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Recorded;

public class NseJsonTests
{
    private const string Legacy = """
        {"records":{"expiryDates":["28-Aug-2025"],"timestamp":"05-Aug-2025 15:30:00","underlyingValue":24601.5,"data":[
          {"strikePrice":24600,"expiryDate":"28-Aug-2025",
           "CE":{"strikePrice":24600,"expiryDate":"28-Aug-2025","underlying":"NIFTY","openInterest":10,"changeinOpenInterest":-4,"totalTradedVolume":7,"impliedVolatility":0,
                 "lastPrice":151.2,"bidprice":151,"askPrice":151.45,"pChange":1.5,"PChange":2.5,"underlyingValue":24601.5},
           "PE":{"strikePrice":24600,"expiryDate":"28-Aug-2025","underlying":"NIFTY","openInterest":1,"changeinOpenInterest":0,"totalTradedVolume":0,"impliedVolatility":0,
                 "lastPrice":0,"bidprice":0,"askPrice":170.3,"underlyingValue":24600.9}},
          {"strikePrice":15000,"expiryDate":"30-Jun-2026",
           "PE":{"strikePrice":15000,"expiryDate":"30-Jun-2026","underlying":"NIFTY","openInterest":13.333333333333334,"changeinOpenInterest":null,"totalTradedVolume":0,
                 "lastPrice":0,"bidprice":20.15,"askPrice":0,"underlyingValue":24601.5}}]},
         "filtered":{"data":[]}}
        """;

    private const string V3 = """
        {"time":"2026-06-19 15:06:58.2","data":{"records":{"data":[
          {"expiryDates":"23-Jun-2026","strikePrice":24000,
           "CE":{"PChange":0,"pChange":1,"buyPrice1":101.5,"sellPrice1":102,"sellQuantity1":65,"expiryDate":"23-06-2026","optionType":null,"openInterest":3,"changeinOpenInterest":1,
                 "totalTradedVolume":2,"lastPrice":101.9,"strikePrice":24000,"underlying":"NIFTY","underlyingValue":24013.1}}],
          "timestamp":"19-Jun-2026 15:30:00","underlyingValue":24013.1,"expiryDates":["23-Jun-2026"],"strikePrices":["24000"]},"filtered":{"data":[]}}}
        """;

    [Fact]
    public void Read_Legacy_UnitsQuotesAndTornSpot()
    {
        using var documents = new Documents();

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(documents.Write("answer.csv", Legacy));

        RecordedBatch batch = batches.ShouldHaveSingleItem();
        batch.Time.ShouldBe(new DateTimeOffset(2025, 8, 5, 10, 0, 0, TimeSpan.Zero));
        batch.Ticks.Select(tick => tick.Kind).ShouldBe([TickKind.Underlying, TickKind.Leg, TickKind.Leg, TickKind.Leg]);
        batch.Ticks[0].Last.ShouldBe(24601.5);
        Tick call = batch.Ticks[1];
        (call.Right, call.Bid, call.Ask, call.Last, call.Fields).ShouldBe((OptionRight.Call, 151, 151.45, 151.2, TickFields.All));
        (call.Volume, call.OpenInterest, call.OpenInterestChange).ShouldBe((7 * 75.0, 10 * 75.0, -4 * 75.0));
        Tick put = batch.Ticks[2];
        (put.Right, put.Bid, put.Ask, put.Last, put.Fields).ShouldBe((OptionRight.Put, 0, 170.3, 0, TickFields.All), "0 says: none");
        Tick farPut = batch.Ticks[3];
        (farPut.Strike, farPut.Expiry, farPut.OpenInterest).ShouldBe((15_000.0, Expiry.On(2026, 6, 30), 1_000.0), "a third of a lot of 75, which the contract still had on that day");
        farPut.Has(TickFields.OpenInterestChange).ShouldBeFalse();
        (string reason, long count, IReadOnlyList<string> places) = skips.Entries.ShouldHaveSingleItem();
        reason.ShouldBe("leg's underlyingValue differs from the document's: the document's was used");
        (count, places[0]).ShouldBe((1L, "answer.csv: records.data[0].PE: 24600.9"));
    }

    [Fact]
    public void Read_NewLayout_RenamedFields()
    {
        using var documents = new Documents();

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(documents.Write("v3.json.gz", Documents.Gzip(V3)));

        skips.Total.ShouldBe(0);
        batches[0].Ticks.Length.ShouldBe(2);
        Tick call = batches[0].Ticks[1];
        (call.Expiry, call.Strike, call.Bid, call.Ask, call.Last).ShouldBe((Expiry.On(2026, 6, 23), 24_000.0, 101.5, 102.0, 101.9));
        (call.Volume, call.OpenInterest, call.OpenInterestChange).ShouldBe((130.0, 195.0, 65.0));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><title>NSE</title></html>", "1 answer is an HTML page instead of JSON")]
    [InlineData("{}", "1 answer is an empty object")]
    [InlineData(" { } ", "1 answer is an empty object")]
    [InlineData("""{"records":{"data":[]}}""", "1 document has no option rows")]
    [InlineData("""{"records":{}}""", "1 document has no option rows")]
    [InlineData("""{"records":{"data":[{}],"underlyingValue":1}}""", "1 document has no timestamp")]
    [InlineData("""{"records":[]}""", "1 document has no records")]
    [InlineData("""{"records":{"data":[{"str""", "1 answer is no well-formed JSON")]
    [InlineData("""{"records":{"timestamp":"05-Aug-2025 15:30:00","data":[7,{"CE":null},{"CE":{"underlying":"NOSUCH"}},{"CE":{"underlying":"NIFTY","expiryDate":"soon"}},{"CE":{"underlying":"NIFTY","expiryDate":"28-Aug-2025","strikePrice":0}}]}}""",
        "1 expiry is no date; 1 option row is no object; 1 product is not in the catalogue; 1 strike is no number above 0")]
    public void Read_NoAnswer_NothingAndTheReason(string content, string reasons)
    {
        using var documents = new Documents();

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(documents.Write("answer.json", content));

        batches.ShouldBeEmpty();
        Documents.Reasons(skips).ShouldBe(reasons);
    }

    [Fact]
    public void Read_PackedIntoText_SameTicks()
    {
        using var documents = new Documents();
        ulong[] ids = [.. Documents.Read(documents.Write("plain.json", Legacy)).Batches[0].Ticks.Select(tick => tick.Id)];
        string base64 = JsonSerializer.Serialize(Convert.ToBase64String(Encoding.UTF8.GetBytes(Legacy)));
        string text = JsonSerializer.Serialize(Legacy.Trim());

        foreach (string packed in new[] { base64, text })
        {
            Documents.Read(documents.Write("packed.json", packed)).Batches[0].Ticks.Select(tick => tick.Id).ShouldBe(ids);
        }
    }

    [Fact]
    public void Read_SameTimestampOtherValues_InFileOrderWithOtherIds()
    {
        using var documents = new Documents();
        documents.Write("b.json", Legacy.Replace("151.2", "152.2", StringComparison.Ordinal));
        documents.Write("a.json", Legacy);
        documents.Write("c.json", Legacy);

        (List<RecordedBatch> batches, _) = Documents.Read(documents.Folder);

        batches.Select(batch => batch.Ticks[1].Last).ShouldBe([151.2, 152.2, 151.2]);
        batches.Select(batch => batch.Time).Distinct().ShouldHaveSingleItem();
        batches[1].Ticks[1].Id.ShouldNotBe(batches[0].Ticks[1].Id);
        batches[1].Ticks[2].Id.ShouldBe(batches[0].Ticks[2].Id, "what did not change is the same observation");
        batches[2].Ticks.Select(tick => tick.Id).ShouldBe(batches[0].Ticks.Select(tick => tick.Id));
    }

    [Fact]
    public void Read_NoUnderlyingValue_TakesALegs()
    {
        using var documents = new Documents();
        string path = documents.Write("a.json", V3.Replace(",\"underlyingValue\":24013.1,\"expiryDates\"", ",\"expiryDates\"", StringComparison.Ordinal));

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(path);

        batches[0].Ticks[0].Last.ShouldBe(24013.1);
        Documents.Reasons(skips).ShouldBe("1 document has no underlyingValue: a leg's was used");
    }

    // Legs whose spot is another than the document's, as counted in the recordings themselves (nine legs of 5 August 2025 hold 0, which says: none).
    [Theory]
    [InlineData("nse-json-legacy/NIFTY_2022-03-15_123921.json.gz", 1_865, 1_492)]
    [InlineData("nse-json-legacy/BANKNIFTY_2022-03-15_130152.json.gz", 1_776, 400)]
    [InlineData("nse-json-legacy/NIFTY_2025-08-05_135923.json.gz", 1_346, 0)]
    [InlineData("nse-json-legacy-banknifty-2023-2025/BANKNIFTY_2024-06-05_122836.json.gz", 1_467, 378)]
    [InlineData("nse-json-legacy-banknifty-2023-2025/BANKNIFTY_2025-12-01_124751.json.gz", 856, 39)]
    [InlineData("nse-json-v3/NIFTY_2026-06-19_153000.json.gz", 206, 0)]
    [InlineData("nse-json-legacy-banknifty-2023-2025/BANKNIFTY_2023-12-15_093836.json.gz", 1_313, 0)]
    public void Read_Recorded_EveryLegAndTornOnesCounted(string file, int legs, int torn)
    {
        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(RecordedData.PathOf(file));

        RecordedBatch batch = batches.ShouldHaveSingleItem();
        batch.Ticks.Count(tick => tick.Kind == TickKind.Leg).ShouldBe(legs);
        batch.Ticks.Count(tick => tick.Kind == TickKind.Underlying).ShouldBe(1);
        skips.Total.ShouldBe(torn);
    }

    [Theory]
    [InlineData("nse-json-legacy", 28)]
    [InlineData("nse-json-legacy-banknifty-2023-2025", 21)]
    public void Read_RecordedFolder_AllDocumentsInTimeOrderWithWholeUnits(string folder, int documents)
    {
        ProductCatalogue catalogue = ProductCatalogue.Load();

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(RecordedData.PathOf(folder));

        batches.Count.ShouldBe(documents);
        batches.Select(batch => batch.Time).ShouldBe(batches.Select(batch => batch.Time).Order());
        batches.ShouldAllBe(batch => catalogue.Find(batch.Ticks[0].Product)!.Venue.Calendar.IsTradingDay(DateOnly.FromDateTime(batch.Time.UtcDateTime)));
        Documents.Reasons(skips).ShouldMatch("^1 file is no recording; [0-9]+ leg's underlyingValue differs from the document's: the document's was used$");
        IEnumerable<Tick> legs = batches.SelectMany(batch => batch.Ticks).Where(tick => tick.Kind == TickKind.Leg);
        legs.Where(leg => !catalogue.Find(leg.Product)!.IsOnGrid(leg.Strike)).ShouldBeEmpty();
        legs.Where(leg => leg.Bid > 0 && leg.Ask > 0 && leg.Bid > leg.Ask).ShouldBeEmpty();
        string fractional = string.Join(", ", legs.Where(leg => leg.OpenInterest != Math.Floor(leg.OpenInterest)).Select(leg => $"{leg.Time:yyyy-MM-dd} {leg.Expiry} {leg.Strike} {leg.OpenInterest}").Take(5));
        fractional.ShouldBe("", "open interest is whole in units, by the lot of its day");
    }

    [Fact]
    public void Read_RecordedErrors_ReasonsAndThePackedDocument()
    {
        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(RecordedData.PathOf("nse-error-responses"));

        RecordedBatch packed = batches.ShouldHaveSingleItem();
        packed.Time.ShouldBe(new DateTimeOffset(2023, 10, 31, 5, 55, 37, TimeSpan.Zero));
        packed.Ticks[0].Product.ShouldBe(new ProductId("BANKNIFTY"));
        packed.Ticks.Length.ShouldBeGreaterThan(1_000);
        Documents.Reasons(skips).ShouldStartWith("1 answer is an HTML page instead of JSON; 1 answer is an empty object; 1 file is no recording");
    }

    [Fact]
    public void Read_ConsecutiveDays_OpenInterestChangeReconciles()
    {
        RecordedBatch before = Documents.Read(RecordedData.PathOf("nse-json-legacy/NIFTY_2025-07-16_153000.json.gz")).Batches[0];
        RecordedBatch after = Documents.Read(RecordedData.PathOf("nse-json-legacy/NIFTY_2025-07-17_153000.json.gz")).Batches[0];
        var old = before.Ticks.Where(tick => tick.Kind == TickKind.Leg).ToDictionary(tick => (tick.Expiry, tick.Strike, tick.Right), tick => tick.OpenInterest);

        List<Tick> both = [.. after.Ticks.Where(tick => tick.Kind == TickKind.Leg && old.ContainsKey((tick.Expiry, tick.Strike, tick.Right)))];

        both.Count.ShouldBe(1_330);
        both.Where(tick => Math.Abs(tick.OpenInterest - tick.OpenInterestChange - old[(tick.Expiry, tick.Strike, tick.Right)]) > 1e-6).ShouldBeEmpty();
    }
}
