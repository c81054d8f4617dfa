using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>
/// What a segment begins with: the format's version, the sequence and receipt time of its first frame, and for every route the sequence of its newest frame in the segments
/// before. So the newest segment alone tells each route's previous frame, however long the journal is.
/// </summary>
internal static class SegmentHeader
{
    public const int Version = 1;
    private const ulong Magic = 0x4C4E524A4B434954; // "TICKJRNL"
    private const int FixedSize = 40;
    private const int RouteSize = 32;
    private const int ChecksumSize = 8;
    private const int MaxLength = 256 << 20;

    public static byte[] Encode(long firstSequence, long firstReceivedUnixMicroseconds, IReadOnlyCollection<KeyValuePair<TickRoute, long>> routes)
    {
        byte[] bytes = new byte[FixedSize + (routes.Count * RouteSize) + ChecksumSize];
        Span<byte> span = bytes;
        BinaryPrimitives.WriteUInt64LittleEndian(span, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(span[12..], bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], firstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], firstReceivedUnixMicroseconds);
        BinaryPrimitives.WriteInt32LittleEndian(span[32..], routes.Count);
        int at = FixedSize;
        foreach ((TickRoute route, long sequence) in routes)
        {
            ProductId product = route.Product;
            MemoryMarshal.Write(span[at..], in product);
            BinaryPrimitives.WriteInt32LittleEndian(span[(at + 16)..], route.Expiry.DayNumber);
            BinaryPrimitives.WriteInt64LittleEndian(span[(at + 24)..], sequence);
            at += RouteSize;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(span[at..], XxHash3.HashToUInt64(span[..at]));
        return bytes;
    }

    /// <summary>Reads and checks the header of a file; null when it is not whole. A version this program does not know throws.</summary>
    public static SegmentInfo? Read(string path, bool withRoutes)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] start = new byte[FixedSize];
        if (file.ReadAtLeast(start, FixedSize, throwOnEndOfStream: false) < FixedSize || BinaryPrimitives.ReadUInt64LittleEndian(start) != Magic)
        {
            return null;
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(8));
        int length = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(12));
        if (length < FixedSize + ChecksumSize || length > Math.Min(MaxLength, file.Length))
        {
            return null;
        }

        byte[] bytes = new byte[length];
        start.CopyTo(bytes, 0);
        file.ReadExactly(bytes.AsSpan(FixedSize));
        ReadOnlySpan<byte> span = bytes;
        if (BinaryPrimitives.ReadUInt64LittleEndian(span[(length - ChecksumSize)..]) != XxHash3.HashToUInt64(span[..(length - ChecksumSize)]))
        {
            return null;
        }

        if (version != Version)
        {
            throw new IOException($"{path} has journal format {version}; this program reads format {Version}. Use the program that wrote it, or another Journal:Folder.");
        }

        var routes = new Dictionary<TickRoute, long>();
        int count = withRoutes ? BinaryPrimitives.ReadInt32LittleEndian(span[32..]) : 0;
        for (int i = 0, at = FixedSize; i < count; i++, at += RouteSize)
        {
            var expiry = new Expiry(BinaryPrimitives.ReadInt32LittleEndian(span[(at + 16)..]));
            routes[new TickRoute(MemoryMarshal.Read<ProductId>(span[at..]), expiry)] = BinaryPrimitives.ReadInt64LittleEndian(span[(at + 24)..]);
        }

        return new SegmentInfo(BinaryPrimitives.ReadInt64LittleEndian(span[16..]), BinaryPrimitives.ReadInt64LittleEndian(span[24..]), length, routes);
    }
}
