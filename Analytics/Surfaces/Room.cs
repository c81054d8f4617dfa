namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>Room in arrays that are kept from one use to the next.</summary>
internal static class Room
{
    /// <summary>Makes sure of so many elements; those there stay.</summary>
    public static void For<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            Array.Resize(ref values, Math.Max(length, 2 * values.Length));
        }
    }
}
