using System.IO.Compression;
using System.Text;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Tests.Recorded;

/// <summary>A folder of hand-written recordings, removed after the test.</summary>
internal sealed class Documents : IDisposable
{
    private static readonly ProductCatalogue Catalogue = ProductCatalogue.Load();

    public string Folder { get; } = Directory.CreateTempSubdirectory("recorded").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public static IRecordedMarket Open(string path) => RecordedMarket.Open(path, Catalogue);

    public static (List<RecordedBatch> Batches, SkipReport Skips) Read(string path)
    {
        var skips = new SkipReport();
        return ([.. Open(path).Read(skips)], skips);
    }

    public static string Reasons(SkipReport skips) => string.Join("; ", skips.Entries.Select(entry => $"{entry.Count} {entry.Reason}"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
