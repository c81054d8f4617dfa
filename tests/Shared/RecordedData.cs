namespace TradingAnalytics.Tests;

/// <summary>The recorded data, read in place: <c>TA_DATA_DIR</c>, by default <c>../shared/data</c> from the repository's root. A test whose file is absent is skipped.</summary>
internal static class RecordedData
{
    public static string PathOf(string relative)
    {
        string path = Path.Combine(Root(), relative);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"recorded data {relative} is not here: set TA_DATA_DIR");
        }

        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("TA_DATA_DIR") is { Length: > 0 } set)
        {
            return set;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TradingAnalytics.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }

        return "";
    }
}
