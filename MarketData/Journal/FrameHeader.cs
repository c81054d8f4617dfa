using System.IO.Hashing;
using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>
/// What stands before a frame's payload: 64 bytes, little-endian, checked by itself, so that a reader can pass over a payload it does not want and still trust where the next
/// frame begins. Frames start at multiples of 8.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
internal struct FrameHeader
{
    public const int Size = 64;

    /// <summary>"TJF1" as it stands in the file.</summary>
    public const uint Magic = 0x31464A54;

    /// <summary>Longest payload of a frame: far above what ingress makes, far below what would not fit a segment.</summary>
    public const int MaxPayload = (16 << 20) / Tick.Size * Tick.Size;

    private const int CheckedFrom = 8;

    public uint Mark;
    public uint HeaderChecksum;
    public long Sequence;
    public long Previous;
    public long ReceivedUnixMicroseconds;
    public ProductId Product;
    public Expiry Expiry;
    public int PayloadLength;

    /// <summary>Bytes from the start of its commit: what was before that was durable when this frame was written, so damage there is no torn write.</summary>
    public uint CommitOffset;

    public uint PayloadChecksum;

    public readonly TickRoute Route => new(Product, Expiry);

    public static void Write(Span<byte> target, in TickFrame frame, uint commitOffset)
    {
        var header = new FrameHeader
        {
            Mark = Magic,
            Sequence = frame.Sequence,
            Previous = frame.Previous,
            ReceivedUnixMicroseconds = frame.ReceivedUnixMicroseconds,
            Product = frame.Route.Product,
            Expiry = frame.Route.Expiry,
            PayloadLength = frame.Payload.Length,
            CommitOffset = commitOffset,
            PayloadChecksum = Checksum(frame.Payload.Span),
        };
        MemoryMarshal.Write(target, in header);
        uint checksum = Checksum(target[CheckedFrom..Size]);
        MemoryMarshal.Write(target[sizeof(uint)..], in checksum);
    }

    /// <summary>Null when sound, else what is wrong.</summary>
    public static string? Read(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = MemoryMarshal.Read<FrameHeader>(source);
        if (header.Mark != Magic)
        {
            return "no frame begins here";
        }

        if (header.HeaderChecksum != Checksum(source[CheckedFrom..Size]))
        {
            return "the frame's header does not match its checksum";
        }

        return header.PayloadLength is <= 0 or > MaxPayload || header.PayloadLength % Tick.Size != 0 ? "the frame's length is impossible" : null;
    }

    public static uint Checksum(ReadOnlySpan<byte> bytes) => (uint)XxHash3.HashToUInt64(bytes);

    public readonly TickFrame With(ReadOnlyMemory<byte> payload) => new(Sequence, Previous, Route, ReceivedUnixMicroseconds, payload);
}
