using System.IO.Compression;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>A file or folder that may be a recording, with the beginning of what it holds. Gzip is taken off by content.</summary>
internal sealed class RecordedSource
{
    private const int HeadLength = 8192;
    private readonly byte[] _head = [];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It says it is gzip and is not.</exception>
    public RecordedSource(string path)
    {
        Path = path;
        IsFolder = Directory.Exists(path);
        if (!IsFolder)
        {
            using Stream stream = OpenRead();
            var head = new byte[HeadLength];
            _head = head[..stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        }
    }

    public string Path { get; }

    /// <summary>The file's name, for messages.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsFolder { get; }

    /// <summary>The first bytes of the unpacked content, without byte-order mark; empty for a folder.</summary>
    public ReadOnlySpan<byte> Head => Utf8Lines.WithoutByteOrderMark(_head);

    public ReadOnlySpan<byte> FirstLine
    {
        get
        {
            ReadOnlySpan<byte> head = Head;
            int end = head.IndexOf((byte)'\n');
            return (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
        }
    }

    /// <summary>The unpacked content from its beginning.</summary>
    public Stream OpenRead()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[2];
        bool packed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
