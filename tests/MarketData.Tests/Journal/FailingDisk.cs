using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.MarketData.Tests.Journal;

/// <summary>Real files whose next operation of a kind fails once.</summary>
public sealed class FailingDisk
{
    public enum Fault
    {
        None,
        Write,
        HalfAWrite,
        Flush,
        SetLength,
    }

    public Fault Next { get; set; }

    internal ISegmentFile Open(string path) => new File(this, new DiskSegmentFile(path));

    private bool Fails(Fault fault)
    {
        bool fails = Next == fault;
        Next = fails ? Fault.None : Next;
        return fails;
    }

    private static IOException DiskFull() => new("No space left on device");

    private sealed class File(FailingDisk disk, DiskSegmentFile inner) : ISegmentFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            if (disk.Fails(Fault.HalfAWrite))
            {
                inner.Write(bytes[..(bytes.Length / 2)], offset);
                throw DiskFull();
            }

            if (disk.Fails(Fault.Write))
            {
                throw DiskFull();
            }

            inner.Write(bytes, offset);
        }

        public void Flush()
        {
            if (disk.Fails(Fault.Flush))
            {
                throw DiskFull();
            }

            inner.Flush();
        }

        public void SetLength(long length)
        {
            if (disk.Fails(Fault.SetLength))
            {
                throw DiskFull();
            }

            inner.SetLength(length);
        }

        public void Dispose() => inner.Dispose();
    }
}
