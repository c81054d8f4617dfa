namespace TradingAnalytics.Engine.Chains;

/// <summary>How a chain is valued.</summary>
public sealed record ChainOptions
{
    public static ChainOptions Default { get; } = new();

    /// <summary>How many strikes with a call and a put on each side of the money put–call parity looks at.</summary>
    public int ParityStrikesEachSide { get; init; } = 10;

    /// <summary>With fewer strikes than this parity is not trusted: at the start of a day a chain fills leg by leg.</summary>
    public int ParityMinimumPairs { get; init; } = 3;

    /// <summary>How far the product's interest rate may be from what the market implies (one standard deviation, per year): the weight it has against a noisy slope.</summary>
    public double RateUncertainty { get; init; } = 0.03;
}
