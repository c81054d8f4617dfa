using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Opens recordings by looking at what they hold: file names lie.</summary>
public static class RecordedMarket
{
    /// <param name="path">A file (plain or gzip) or a folder; a folder's files are merged in time order, its subfolders are not read.</param>
    /// <param name="catalogue">The products to read; others are skipped.</param>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="UnknownRecordingException">The file is no recording, or the folder holds none.</exception>
    public static IRecordedMarket Open(string path, ProductCatalogue catalogue)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder {path}.", path);
        }

        RecordedSource source = Look(path);
        return Find(source, catalogue)
            ?? (source.IsFolder ? OpenFolder(path, catalogue) : throw new UnknownRecordingException(path, UnknownRecordingException.Describe(source)));
    }

    private static MergedMarket OpenFolder(string folder, ProductCatalogue catalogue)
    {
        var markets = new List<IRecordedMarket>();
        var unread = new List<(string Reason, string Place)>();
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                RecordedSource source = Look(file);
                if (Find(source, catalogue) is { } market)
                {
                    markets.Add(market);
                }
                else
                {
                    unread.Add(("file is no recording", $"{source.Name}: {UnknownRecordingException.Describe(source)}"));
                }
            }
            catch (Exception error) when (error is UnknownRecordingException or UnauthorizedAccessException)
            {
                unread.Add(("file cannot be read", error.Message));
            }
        }

        unread.AddRange(Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(inner => ("folder inside the folder is not read", Path.GetFileName(inner))));
        return markets.Count > 0
            ? new MergedMarket(markets, unread)
            : throw new UnknownRecordingException(folder, unread.Count == 0 ? "the folder is empty" : $"none of its {unread.Count} entries is one ({unread[0].Place})");
    }

    private static RecordedSource Look(string path)
    {
        try
        {
            return new RecordedSource(path);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new UnknownRecordingException(path, $"it cannot be read ({error.Message})", error);
        }
    }

    private static IRecordedMarket? Find(RecordedSource source, ProductCatalogue catalogue)
    {
        foreach (IRecordedFormat format in RecordedFormats.All)
        {
            if (format.TryOpen(source, catalogue) is { } market)
            {
                return market;
            }
        }

        return null;
    }
}
