using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Tests.Recorded;

public class RecordedMarketTests
{
    private const string Header = "timestamp,symbol,expiry,strike,option_type,spot,ltp,open,high,low,close,volume,oi,oi_chg,iv,delta,gamma,theta,vega,rho\n";

    [Fact]
    public void Open_NothingThere_SaysSo() =>
        Should.Throw<FileNotFoundException>(() => Documents.Open("no/such/file.csv")).Message.ShouldContain("no/such/file.csv");

    [Fact]
    public void Open_UnknownFile_NamesFileContentAndSupportedFormats()
    {
        using var documents = new Documents();
        string path = documents.Write("chain.csv", "a,b,c\n1,2,3\n");

        UnknownRecordingException error = Should.Throw<UnknownRecordingException>(() => Documents.Open(path));

        error.Message.ShouldContain("chain.csv");
        error.Message.ShouldContain("begins with 'a,b,c'");
        error.Message.ShouldContain("nse-chain-csv");
    }

    [Theory]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, "cannot be read")]
    [InlineData(new byte[] { 1, 2, 3, 0, 0, 7 }, "binary")]
    public void Open_NoText_SaysWhatItIs(byte[] content, string seen)
    {
        using var documents = new Documents();
        string path = documents.Write("chain.csv", content);

        Should.Throw<UnknownRecordingException>(() => Documents.Open(path)).Seen.ShouldContain(seen);
    }

    [Fact]
    public void Open_FolderWithoutRecordings_Throws()
    {
        using var documents = new Documents();
        documents.Write("README.md", "# nothing");

        Should.Throw<UnknownRecordingException>(() => Documents.Open(documents.Folder)).Message.ShouldContain("README.md");
    }

    [Fact]
    public void Read_Folder_MergedInTimeOrderAndRestReported()
    {
        using var documents = new Documents();
        documents.Write("a.csv", Header + Row("1001", 25000) + Row("1003", 25000));
        documents.Write("b.csv", Header + Row("1000", 25100) + Row("1001", 25100) + Row("1002", 25100));
        documents.Write("PROVENANCE.md", "# where it comes from\n");
        Directory.CreateDirectory(Path.Combine(documents.Folder, "raw"));

        (List<RecordedBatch> batches, SkipReport skips) = Documents.Read(documents.Folder);

        batches.Select(batch => (batch.Time.Minute, batch.Ticks[1].Strike))
            .ShouldBe([(30, 25100.0), (31, 25000.0), (31, 25100.0), (32, 25100.0), (33, 25000.0)]);
        Documents.Reasons(skips).ShouldBe("1 file is no recording; 1 folder inside the folder is not read");
    }

    [Fact]
    public void Read_LeftEarly_ReadsNoFurther()
    {
        using var documents = new Documents();
        string path = documents.Write("a.csv", Header + Row("1001", 25000) + Row("1002", 25000) + "damaged\n");
        var skips = new SkipReport();

        RecordedBatch first = RecordedMarket.Open(path, ProductCatalogue.Load()).Read(skips).First();

        (first.Time.Minute, skips.Total).ShouldBe((31, 0L));
    }

    private static string Row(string time, int strike) => $"20251223{time},NIFTY,30-Dec-2025,{strike},CE,25010.5,1,,,,,2,3,-1,12,0,0,0,0,0\n";
}
