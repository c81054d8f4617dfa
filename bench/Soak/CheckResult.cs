namespace TradingAnalytics.Soak;

/// <summary>What became of one comparison.</summary>
/// <param name="Compared">False when no version that both had came up in time: a machine that is busy with other things, or a server that hangs.</param>
/// <param name="What">The difference, or why nothing was compared; null when client and REST are equal.</param>
internal readonly record struct CheckResult(bool Compared, string? What)
{
    public static CheckResult Equal { get; } = new(true, null);

    public static CheckResult Different(string what) => new(true, what);

    public static CheckResult NotCompared(string why) => new(false, why);
}
