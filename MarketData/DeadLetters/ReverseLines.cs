using Microsoft.Win32.SafeHandles;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>Reads a text file's lines from its end to its beginning.</summary>
internal static class ReverseLines
{
    private const int BlockSize = 64 << 10;

    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long position = RandomAccess.GetLength(file);
        byte[] held = [];
        while (position > 0)
        {
            int count = (int)Math.Min(BlockSize, position);
            position -= count;
            byte[] block = new byte[count + held.Length];
            RandomAccess.Read(file, block.AsSpan(0, count), position);
            held.CopyTo(block, count);
            int end = block.Length;
            for (int newLine; (newLine = block.AsSpan(0, end).LastIndexOf((byte)'\n')) >= 0; end = newLine)
            {
                if (newLine + 1 < end)
                {
                    yield return block.AsMemory(newLine + 1, end - newLine - 1);
                }
            }

            held = block[..end];
        }

        if (held.Length > 0)
        {
            yield return held;
        }
    }
}
