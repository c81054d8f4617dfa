namespace TradingAnalytics.Grains;

/// <summary>Chooses the epoch of a new activation: always above the one before it, and by the clock also above one whose number was lost.</summary>
internal static class Epochs
{
    public static long After(long previous, TimeProvider time) => Math.Max(previous + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
}
