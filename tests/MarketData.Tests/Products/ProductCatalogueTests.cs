using System.Text;
using TradingAnalytics.MarketData.Tests.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Products;

public class ProductCatalogueTests
{
    private const string Venues = """{"venues":[{"id":"NSE","name":"NSE","zone":"Asia/Kolkata","calendar":"nse"}],"products":[""";

    private static readonly ProductCatalogue Shipped = ProductCatalogue.Load();

    [Theory]
    [InlineData("NIFTY", "NIFTY")]
    [InlineData("nifty 50", "NIFTY")]
    [InlineData("NIFTY50", "NIFTY")]
    [InlineData("Nifty Bank", "BANKNIFTY")]
    [InlineData("BTC", "BTC")]
    public void TryFind_IdOrAlias_Found(string name, string id)
    {
        Shipped.TryFind(name, out ProductSpec? product).ShouldBeTrue();
        product!.Id.ToString().ShouldBe(id);
    }

    // Published by NSE in its circulars on market lots (FAOP/47854 of 31 March 2021 and later) and in the exchange's contract files.
    [Theory]
    [InlineData("NIFTY", "2020-04-23", 75)]
    [InlineData("NIFTY", "2021-07-22", 75)]
    [InlineData("NIFTY", "2021-07-29", 50)]
    [InlineData("NIFTY", "2024-04-25", 50)]
    [InlineData("NIFTY", "2024-05-02", 25)]
    [InlineData("NIFTY", "2024-12-26", 25)]
    [InlineData("NIFTY", "2025-01-02", 75)]
    [InlineData("NIFTY", "2025-01-30", 25)]
    [InlineData("NIFTY", "2025-02-06", 75)]
    [InlineData("NIFTY", "2025-12-30", 75)]
    [InlineData("NIFTY", "2026-01-06", 65)]
    [InlineData("BANKNIFTY", "2020-07-23", 20)]
    [InlineData("BANKNIFTY", "2020-07-30", 25)]
    [InlineData("BANKNIFTY", "2023-07-20", 25)]
    [InlineData("BANKNIFTY", "2023-07-27", 15)]
    [InlineData("BANKNIFTY", "2025-02-27", 30)]
    [InlineData("BANKNIFTY", "2025-07-31", 35)]
    [InlineData("BANKNIFTY", "2026-01-27", 30)]
    [InlineData("FINNIFTY", "2024-07-23", 40)]
    [InlineData("FINNIFTY", "2024-07-30", 25)]
    [InlineData("FINNIFTY", "2025-12-30", 65)]
    [InlineData("FINNIFTY", "2026-01-27", 60)]
    [InlineData("MIDCPNIFTY", "2024-07-29", 50)]
    [InlineData("MIDCPNIFTY", "2025-06-26", 120)]
    [InlineData("MIDCPNIFTY", "2025-12-30", 140)]
    [InlineData("MIDCPNIFTY", "2026-01-27", 120)]
    [InlineData("NIFTYNXT50", "2026-08-25", 25)]
    public void LotSizeOf_Expiry_AsPublished(string product, string expiry, int units) =>
        Shipped.Find(product)!.LotSizeOf(Expiry.Parse(expiry)).ShouldBe(units);

    // On one day a new contract has the new size and a long-dated one still the old.
    [Theory]
    [InlineData("2026-01-27", "2025-11-15", 65)]
    [InlineData("2026-03-31", "2025-11-15", 75)]
    [InlineData("2026-03-31", "2025-12-31", 65)]
    [InlineData("2025-06-26", "2022-03-14", 50)]
    [InlineData("2025-06-26", "2024-06-03", 25)]
    public void LotSizeOf_ExpiryOnADay_ItsSizeThen(string expiry, string day, int units) =>
        Shipped.Find("NIFTY")!.LotSizeOf(Expiry.Parse(expiry), DateOnly.Parse(day)).ShouldBe(units);

    [Fact]
    public void CutOff_NseAndDeribit_TheirInstants()
    {
        Shipped.Find("NIFTY")!.CutOff(Expiry.On(2026, 8, 18)).ShouldBe(new DateTimeOffset(2026, 8, 18, 10, 0, 0, TimeSpan.Zero));
        Shipped.Find("BTC")!.CutOff(Expiry.On(2026, 8, 21)).ShouldBe(new DateTimeOffset(2026, 8, 21, 8, 0, 0, TimeSpan.Zero));
        Shipped.Find("BTC")!.Settlement.ShouldBe(Settlement.Inverse);
    }

    [Fact]
    public void LotSizeOf_ContractMasterOfNovember2025_AgreesForEveryContract()
    {
        string path = RecordedData.PathOf("nse-calendar-specs/kite_instruments_nfo_index_2025-11.csv.gz");
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        string[] header = reader.ReadLine()!.Split(',');
        int name = Array.IndexOf(header, "name"), expiry = Array.IndexOf(header, "expiry"), strike = Array.IndexOf(header, "strike"), lot = Array.IndexOf(header, "lot_size");
        int compared = 0;
        var wrong = new SortedSet<string>();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');

            if (!Shipped.TryFind(fields[name], out ProductSpec? product))
            {
                continue;
            }

            compared++;
            double at = double.Parse(fields[strike], System.Globalization.CultureInfo.InvariantCulture);
            if (product.LotSizeOf(Expiry.Parse(fields[expiry]), new DateOnly(2025, 11, 15)) != int.Parse(fields[lot], System.Globalization.CultureInfo.InvariantCulture) || (at != 0 && !product.IsOnGrid(at)))
            {
                wrong.Add($"{fields[name]} {fields[expiry]} strike {fields[strike]} lot {fields[lot]}");
            }
        }

        wrong.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(3_000);
    }

    [Theory]
    [InlineData("{", "products.json: no well-formed JSON at line 1")]
    [InlineData("{}", "products.json: venues is missing")]
    [InlineData("""{"venues":[{"id":"X","name":"X","zone":"Nowhere/Atall","calendar":"nse"}]}""", "venues[0].zone 'Nowhere/Atall' is unknown")]
    [InlineData("""{"venues":[{"id":"X","name":"X","zone":"UTC","calendar":"mars"}]}""", "venues[0].calendar 'mars' is no shipped calendar")]
    [InlineData(Venues + """{"id":"a b"}]}""", "products[0].id must be 1 to 16 characters")]
    [InlineData(Venues + """{"id":"A","name":"A","venue":"BSE"}]}""", "products[0].venue must be one of NSE")]
    [InlineData(Venues + """{"id":"A","name":"A","venue":"NSE","currency":"INR","tickSize":0}]}""", "products[0].tickSize must be greater than 0")]
    [InlineData(Venues + """{"id":"A","name":"A","venue":"NSE","currency":"INR","tickSize":1,"strikeStep":1,"cutOffTime":"noon"}]}""", "products[0].cutOffTime must be a time of day")]
    [InlineData(Venues + """{"id":"A","name":"A","venue":"NSE","currency":"INR","tickSize":1,"strikeStep":1,"cutOffTime":"15:30","dayCount":"30/360"}]}""", "products[0].dayCount must be one of ACT/365, ACT/365.25")]
    [InlineData(Venues + """{"id":"A","name":"A","venue":"NSE","currency":"INR","tickSize":1,"strikeStep":1,"cutOffTime":"15:30","dayCount":"ACT/365","settlement":"cash","interestRate":0.1,"lotSizes":[{"fromExpiry":"2020-01-01","units":0}]}]}""", "products[0].lotSizes[0].units must be a whole number above 0, not 0")]
    public void LoadFrom_BadFile_NamesFileAndKey(string json, string message) =>
        Should.Throw<CatalogueException>(() => ProductCatalogue.LoadFrom(new MemoryStream(Encoding.UTF8.GetBytes(json)))).Message.ShouldContain(message);

    [Fact]
    public void LoadFile_CalendarBesideIt_Used()
    {
        using var documents = new Documents();
        documents.Write("mine.json", """{"session":{"open":"10:00","close":"11:00"},"holidays":[{"date":"2026-01-05","name":"ours"}]}""");
        string path = documents.Write("products.json", """
            {"venues":[{"id":"X","name":"X","zone":"UTC","calendar":"mine"}],
             "products":[{"id":"ABC","name":"A","venue":"X","currency":"EUR","tickSize":0.1,"strikeStep":2.5,"cutOffTime":"11:00","dayCount":"ACT/365.25","settlement":"physical",
               "interestRate":0.02,"lotSizes":[{"fromExpiry":"2020-01-01","units":100}]}]}
            """);

        ProductSpec product = ProductCatalogue.LoadFile(path).Find("ABC")!;

        product.Venue.Calendar.IsTradingDay(new DateOnly(2026, 1, 5)).ShouldBeFalse();
        product.Venue.Calendar.SessionOn(new DateOnly(2026, 1, 6))!.Value.Close.ShouldBe(new TimeOnly(11, 0));
        (product.DayCount, product.Settlement, product.IsOnGrid(7.5)).ShouldBe((DayCount.Act36525, Settlement.Physical, true));
    }
}
