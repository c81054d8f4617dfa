using System.Buffers;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>Cuts NDJSON: one tick a line; blank lines are passed over.</summary>
internal sealed class LineSplitter(int maxItemBytes) : IBatchSplitter
{
    private int _line;
    private bool _skipping;

    public string Place => $"line {_line}";

    public string Detail => $"the line is longer than {maxItemBytes} bytes";

    public SplitStatus Next(ref ReadOnlySequence<byte> buffer, bool complete, out ReadOnlySequence<byte> item)
    {
        item = default;
        while (true)
        {
            SequencePosition? end = buffer.PositionOf((byte)'\n');
            ReadOnlySequence<byte> line = end is { } at ? buffer.Slice(0, at) : buffer;
            bool whole = end is not null || complete;
            if (!whole && line.Length <= maxItemBytes && !_skipping)
            {
                return SplitStatus.More;
            }

            bool continued = _skipping;
            _skipping = !whole;
            buffer = end is { } newLine ? buffer.Slice(buffer.GetPosition(1, newLine)) : buffer.Slice(buffer.End);
            if (continued)
            {
                if (!whole)
                {
                    return SplitStatus.More;
                }
            }
            else if (line.Length > maxItemBytes)
            {
                _line++;
                return SplitStatus.Refused;
            }
            else if (line.IsEmpty && end is null)
            {
                return SplitStatus.End;
            }
            else
            {
                _line++;
                if (!IsBlank(line))
                {
                    item = line;
                    return SplitStatus.Item;
                }
            }

            if (end is null)
            {
                return SplitStatus.End;
            }
        }
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (ReadOnlyMemory<byte> segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
