using System.Buffers;
using System.Text.Json;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>Cuts a JSON array into its elements without holding more of it than one element.</summary>
internal sealed class ArraySplitter(int maxItemBytes) : IBatchSplitter
{
    private enum Expect
    {
        Opening,
        FirstOrClosing,
        CommaOrClosing,
        Element,
        Nothing,
    }

    private Expect _expect;
    private int _element = -1;

    public string Place => $"element {_element}";

    public string Detail { get; private set; } = "";

    public SplitStatus Next(ref ReadOnlySequence<byte> buffer, bool complete, out ReadOnlySequence<byte> item)
    {
        item = default;
        while (TryPeek(ref buffer, out byte next))
        {
            switch (_expect)
            {
                case Expect.Opening when next == '[':
                    _expect = Expect.FirstOrClosing;
                    buffer = buffer.Slice(1);
                    break;
                case Expect.FirstOrClosing or Expect.CommaOrClosing when next == ']':
                    _expect = Expect.Nothing;
                    buffer = buffer.Slice(1);
                    break;
                case Expect.CommaOrClosing when next == ',':
                    _expect = Expect.Element;
                    buffer = buffer.Slice(1);
                    break;
                case Expect.FirstOrClosing or Expect.Element:
                    return Element(ref buffer, complete, out item);
                default:
                    return Broken($"'{(char)next}' stands after element {_element} where {(_expect == Expect.Nothing ? "the batch ends" : "',' or ']' belongs")}");
            }
        }

        return !complete ? SplitStatus.More : _expect == Expect.Nothing ? SplitStatus.End : Broken($"the array is cut off after element {_element}");
    }

    private SplitStatus Element(ref ReadOnlySequence<byte> buffer, bool complete, out ReadOnlySequence<byte> item)
    {
        item = default;
        // Never the final block: what closes the array must follow.
        var reader = new Utf8JsonReader(buffer, isFinalBlock: false, state: default);
        try
        {
            if (reader.Read() && reader.TrySkip())
            {
                _element++;
                _expect = Expect.CommaOrClosing;
                item = buffer.Slice(0, reader.Position);
                buffer = buffer.Slice(reader.Position);
                if (item.Length <= maxItemBytes)
                {
                    return SplitStatus.Item;
                }

                Detail = $"the element is longer than {maxItemBytes} bytes";
                return SplitStatus.Refused;
            }
        }
        catch (JsonException exception)
        {
            return Broken($"element {_element + 1} is no JSON ({exception.Message})");
        }

        if (complete)
        {
            return Broken($"the array is cut off in element {_element + 1}");
        }

        return buffer.Length > maxItemBytes ? Broken($"element {_element + 1} is longer than {maxItemBytes} bytes") : SplitStatus.More;
    }

    private SplitStatus Broken(string detail)
    {
        Detail = detail;
        return SplitStatus.Broken;
    }

    /// <summary>Moves past white space to the next byte.</summary>
    private static bool TryPeek(ref ReadOnlySequence<byte> buffer, out byte next)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');
        buffer = buffer.Slice(reader.Position);
        return reader.TryPeek(out next);
    }
}
