namespace TradingAnalytics.Silo.Tests;

/// <summary>The executable as a later commit might build it: the same files, but the assembly of the messages is the one of <c>tests/WireNext</c>, in which two have gained a field.</summary>
internal static class NextVersion
{
    private const string Messages = "TradingAnalytics.Grains.Abstractions.dll";

    /// <summary>Lays it out in a folder and answers with its path.</summary>
    public static string LayOut(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string entry in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            string name = Path.GetFileName(entry);
            string place = Path.Combine(folder, name);

            // The host goes by where the files of the application itself lie; the rest may be links.
            if (name.StartsWith("TradingAnalytics.Silo.", StringComparison.Ordinal))
            {
                File.Copy(entry, place);
            }
            else if (name == Messages)
            {
                File.Copy(Path.Combine(AppContext.BaseDirectory, "next", name), place);
            }
            else
            {
                File.CreateSymbolicLink(place, entry);
            }
        }

        return Path.Combine(folder, "TradingAnalytics.Silo.dll");
    }
}
