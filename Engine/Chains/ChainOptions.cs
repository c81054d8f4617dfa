namespace TradingAnalytics.Engine.Chains;

/// <summary>How a chain is valued.</summary>
public sealed record ChainOptions
{
    public static ChainOptions Default { get; } = new();

    /// <summary>How many strikes on each side of the money put–call parity looks at.</summary>
    public int ParityStrikesEachSide { get; init; } = 10;
}
