using System.Buffers;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>The lines of a stream as UTF-8 bytes out of one pooled buffer, which grows to the longest line: no string is made.</summary>
internal sealed class Utf8Lines(Stream stream) : IDisposable
{
    /// <summary>Longer than any line of a chain file; what is longer is no text.</summary>
    private const int LongestLine = 16 * 1024 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _ended;

    /// <summary>Number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The current line without its end; valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_lineStart, _lineLength);

    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <exception cref="InvalidDataException">The content is damaged gzip or has a line beyond all bounds.</exception>
    public bool MoveNext()
    {
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found, 1);
                return true;
            }

            searched = _end - _start;
            if (_ended)
            {
                if (searched == 0)
                {
                    return false;
                }

                Take(searched, 0);
                return true;
            }

            Fill();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        stream.Dispose();
    }

    private void Take(int length, int terminator)
    {
        Number++;
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        int mark = Number == 1 ? length - WithoutByteOrderMark(line).Length : 0;
        _lineStart = _start + mark;
        _lineLength = line[mark..].TrimEnd((byte)'\r').Length;
        _start += length + terminator;
    }

    private void Fill()
    {
        int kept = _end - _start;
        byte[] target = _buffer;
        if (kept == _buffer.Length)
        {
            target = kept < LongestLine ? ArrayPool<byte>.Shared.Rent(kept * 2) : throw new InvalidDataException($"line {Number + 1} is longer than {LongestLine} bytes");
        }

        _buffer.AsSpan(_start, kept).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _start = 0;
        int read = stream.Read(_buffer, kept, _buffer.Length - kept);
        _end = kept + read;
        _ended = read == 0;
    }
}
