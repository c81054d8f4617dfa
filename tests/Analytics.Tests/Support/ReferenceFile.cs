using System.Globalization;

namespace TradingAnalytics.Analytics.Tests.Support;

/// <summary>
/// A CSV of reference values, read in place from the folder TA_REFERENCE_DIR (default ../shared/reference beside the repository); tests that need an
/// absent file report themselves skipped.
/// </summary>
internal sealed class ReferenceFile
{
    private readonly string[] _header;
    private readonly List<string[]> _rows = [];

    private ReferenceFile(string path)
    {
        string[] lines = File.ReadAllLines(path);
        _header = SplitLine(lines[0]);
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                _rows.Add(SplitLine(lines[i]));
            }
        }
    }

    public int Count => _rows.Count;

    public static ReferenceFile OpenOrSkip(string name)
    {
        string folder = Environment.GetEnvironmentVariable("TA_REFERENCE_DIR") ?? Path.Combine(RepositoryRoot(), "..", "shared", "reference");
        string path = Path.Combine(folder, name);
        Assert.SkipUnless(File.Exists(path), $"reference file {name} is not in {folder}; set TA_REFERENCE_DIR");
        return new ReferenceFile(path);
    }

    public string Text(int row, string column)
    {
        int index = Array.IndexOf(_header, column);
        index.ShouldBeGreaterThanOrEqualTo(0, $"column {column}");
        return _rows[row][index];
    }

    public double Number(int row, string column) => double.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);

    public string Row(int row) => string.Join(',', _rows[row]);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TradingAnalytics.sln")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    private static string[] SplitLine(string line)
    {
        var fields = new List<string>();
        bool quoted = false;
        int start = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                fields.Add(line[start..i].Trim('"'));
                start = i + 1;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return [.. fields];
    }
}
