namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>A row of files in which letters stand in order, and marks on them; the oldest is dropped when the row is full. Named by the first letter's id. Used under its owner's lock.</summary>
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

        Write(paths[^1], letters.Select(DeadLetterLine.Write));
    }

    /// <summary>A mark stands after its letter, in whichever file.</summary>
    public void Mark(long id, LetterReplay replay)
    {
        if (Paths() is [.., string newest])
        {
            Write(newest, [DeadLetterLine.WriteMark(id, replay)]);
        }
    }

    public IEnumerable<DeadLetter> NewestFirst()
    {
        var replays = new Dictionary<long, LetterReplay>();
        string[] paths = Paths();
        for (int i = paths.Length - 1; i >= 0; i--)
        {
            foreach (ReadOnlyMemory<byte> text in ReverseLines.Read(paths[i]))
            {
                if (DeadLetterLine.Read(text.Span) is not { } line)
                {
                    continue;
                }

                if (line.Replayed != 0)
                {
                    // The newest mark comes first and counts.
                    replays.TryAdd(line.Replayed, new LetterReplay(line.At, line.Outcome));
                }
                else
                {
                    yield return line.ToLetter(replays.GetValueOrDefault(line.Id));
                }
            }
        }
    }

    private static void Write(string path, IEnumerable<byte[]> lines)
    {
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        CloseTornLine(stream);
        foreach (byte[] line in lines)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
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
