using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Reads a segment's frames one after the other between two offsets, through one buffer.</summary>
internal sealed class SegmentReader : IDisposable
{
    private const int BufferSize = 256 << 10;
    private readonly SafeFileHandle _file;
    private readonly long _end;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private long _bufferStart;
    private int _bufferLength;
    private FrameHeader _header;

    public SegmentReader(string path, long start, long end)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Position = start;
        _end = end;
    }

    /// <summary>Where the frame last read by <see cref="TryRead"/> begins; after <see cref="Skip"/>, where the next does.</summary>
    public long Position { get; private set; }

    /// <summary>What is wrong at <see cref="Position"/>; null while all was sound.</summary>
    public string? Fault { get; private set; }

    public ref readonly FrameHeader Header => ref _header;

    /// <summary>Reads the header at <see cref="Position"/>. False at the end, and at a fault.</summary>
    public bool TryRead()
    {
        if (Position >= _end)
        {
            return false;
        }

        if (!TryBytes(Position, FrameHeader.Size, out ReadOnlySpan<byte> bytes))
        {
            return Fail("the file ends within a frame's header");
        }

        string? fault = FrameHeader.Read(bytes, out _header);
        if (fault is not null)
        {
            return Fail(fault);
        }

        return Position + FrameHeader.Size + _header.PayloadLength <= _end || Fail("the file ends within a frame");
    }

    /// <summary>Checks the payload of the frame last read without copying it.</summary>
    public bool VerifyPayload()
    {
        if (!TryBytes(Position + FrameHeader.Size, _header.PayloadLength, out ReadOnlySpan<byte> payload))
        {
            return Fail("the file ends within a frame");
        }

        return FrameHeader.Checksum(payload) == _header.PayloadChecksum || Fail("the frame's ticks do not match their checksum");
    }

    /// <summary>The payload of the frame last read, in memory of its own; null at a fault.</summary>
    public byte[]? CopyPayload() => VerifyPayload() && TryBytes(Position + FrameHeader.Size, _header.PayloadLength, out ReadOnlySpan<byte> payload) ? payload.ToArray() : null;

    /// <summary>Goes to the next frame.</summary>
    public void Skip() => Position += FrameHeader.Size + _header.PayloadLength;

    /// <summary>Goes anywhere, to look for a frame behind a fault.</summary>
    public void Seek(long position)
    {
        Position = position;
        Fault = null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _file.Dispose();
    }

    private bool Fail(string fault)
    {
        Fault = fault;
        return false;
    }

    private bool TryBytes(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        if (offset < _bufferStart || offset + count > _bufferStart + _bufferLength)
        {
            Fill(offset, count);
        }

        int at = (int)(offset - _bufferStart);
        bool there = at + count <= _bufferLength;
        bytes = there ? _buffer.AsSpan(at, count) : default;
        return there;
    }

    private void Fill(long offset, int count)
    {
        if (count > _buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(count);
        }

        _bufferStart = offset;
        _bufferLength = 0;
        int wanted = (int)Math.Min(_buffer.Length, Math.Max(0, _end - offset));
        while (_bufferLength < wanted)
        {
            int read = RandomAccess.Read(_file, _buffer.AsSpan(_bufferLength, wanted - _bufferLength), offset + _bufferLength);
            if (read == 0)
            {
                break;
            }

            _bufferLength += read;
        }
    }
}
