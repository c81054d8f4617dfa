using System.Numerics;

namespace TradingAnalytics.Engine.Live;

/// <summary>What can be asked of updates as values.</summary>
public static class LiveUpdates
{
    /// <summary>Whether two updates say the same, bit for bit; every NaN is the same "none". Records of arrays do not compare so by themselves.</summary>
    public static bool AreSame(LiveUpdate left, LiveUpdate right)
    {
        bool same = left.Epoch == right.Epoch && left.From == right.From && left.Sequence == right.Sequence
            && left.Keys.AsSpan().SequenceEqual(right.Keys) && left.Masks.AsSpan().SequenceEqual(right.Masks) && left.Values.Length == right.Values.Length;
        for (int i = 0; same && i < left.Values.Length; i++)
        {
            same = BitConverter.DoubleToInt64Bits(left.Values[i]) == BitConverter.DoubleToInt64Bits(right.Values[i])
                || (double.IsNaN(left.Values[i]) && double.IsNaN(right.Values[i]));
        }

        return same;
    }

    /// <summary>The value an update gives a cell; false when it does not give it.</summary>
    public static bool TryGet(LiveUpdate update, RowKey key, int column, out double value)
    {
        int cell = 0;
        for (int i = 0; i < update.Keys.Length; i++)
        {
            ulong mask = update.Masks[i];
            if (update.Keys[i] == key.Value && (mask & (1UL << column)) != 0)
            {
                value = update.Values[cell + BitOperations.PopCount(mask & ((1UL << column) - 1))];
                return true;
            }

            cell += BitOperations.PopCount(mask);
        }

        value = double.NaN;
        return false;
    }
}
