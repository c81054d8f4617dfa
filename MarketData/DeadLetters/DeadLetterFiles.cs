namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>A row of files in which letters stand in order; the oldest is dropped when the row is full. Named by the first letter's id. Used under its owner's lock.</summary>
internal sealed class DeadLetterFiles
{
    private readonly string _folder;
    private readonly long _fileBytes;
    private readonly int _maxFiles;

    public DeadLetterFiles(string folder, long fileBytes, int maxFiles)
    {
        _folder = folder;
        _fileBytes = fileBytes;
        _maxFiles = maxFiles;
        Directory.CreateDirectory(folder);
    }

    public void Append(List<DeadLetter> letters)
    {
        string[] paths = Paths();
        if (paths.Length == 0 || new FileInfo(paths[^1]).Length >= _fileBytes)
        {
            paths = [.. paths, Path.Combine(_folder, $"dead-letters-{letters[0].Id:D19}.ndjson")];
            foreach (string path in paths[..Math.Max(0, paths.Length - _maxFiles)])
            {
                File.Delete(path);
            }
        }

        using var stream = new FileStream(paths[^1], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        CloseTornLine(stream);
        foreach (DeadLetter letter in letters)
        {
            stream.Write(DeadLetterLine.Write(letter));
            stream.WriteByte((byte)'\n');
        }
    }

    public IEnumerable<DeadLetter> NewestFirst()
    {
        string[] paths = Paths();
        for (int i = paths.Length - 1; i >= 0; i--)
        {
            foreach (ReadOnlyMemory<byte> line in ReverseLines.Read(paths[i]))
            {
                if (DeadLetterLine.Read(line.Span) is { } letter)
                {
                    yield return letter;
                }
            }
        }
    }

    /// <summary>A crash can leave half a line at the end; it gets an end of its own, so that the next letter is not lost with it.</summary>
    private static void CloseTornLine(FileStream stream)
    {
        if (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }
    }

    private string[] Paths()
    {
        string[] paths = Directory.GetFiles(_folder, "dead-letters-*.ndjson");
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }
}
