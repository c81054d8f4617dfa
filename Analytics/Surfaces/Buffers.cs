namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>Arrays that are kept from one use to the next.</summary>
internal static class Buffers
{
    /// <summary>Makes sure of so many elements; those there stay.</summary>
    public static void Reserve<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            Array.Resize(ref values, Math.Max(length, 2 * values.Length));
        }
    }
}
