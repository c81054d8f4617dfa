namespace TradingAnalytics.Engine.RateLimits;

/// <summary>What one caller may do: <paramref name="Limit"/> calls per <paramref name="Window"/> and <paramref name="Burst"/> more on top. <c>default</c> allows nothing and is no valid policy.</summary>
/// <param name="Algorithm">How calls are counted.</param>
/// <param name="Limit">Calls (cost units) per window, 1 to 100,000.</param>
/// <param name="Burst">Allowed on top of the limit, 0 to 100,000.</param>
/// <param name="Window">Length of the window, 1 s to a day.</param>
public readonly record struct RateLimitPolicy(RateLimitAlgorithm Algorithm, int Limit, int Burst, TimeSpan Window)
{
    public const int MaxCalls = 100_000;

    public static readonly TimeSpan MinWindow = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);

    /// <summary>What passes at most: limit and burst together.</summary>
    public int Capacity => Limit + Burst;

    /// <summary>What is wrong with it, by the names of its parts; empty for a valid policy.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Algorithm))
        {
            yield return $"Algorithm is {Algorithm}: give {string.Join(", ", Enum.GetNames<RateLimitAlgorithm>())}.";
        }

        if (Limit is < 1 or > MaxCalls)
        {
            yield return $"Limit is {Limit}: give 1 to {MaxCalls} calls.";
        }

        if (Burst is < 0 or > MaxCalls)
        {
            yield return $"Burst is {Burst}: give 0 to {MaxCalls} calls.";
        }

        if (Window < MinWindow || Window > MaxWindow)
        {
            yield return $"Window is {Window}: give a time from {MinWindow} to {MaxWindow:c}.";
        }
    }
}
