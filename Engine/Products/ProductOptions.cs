namespace TradingAnalytics.Engine.Products;

/// <summary>How much of its past a product keeps live.</summary>
public sealed record ProductOptions
{
    public static ProductOptions Default { get; } = new();

    /// <summary>One-second bars kept; two hours of a market that trades every second.</summary>
    public int SecondBars { get; init; } = 7_200;

    /// <summary>One-minute bars kept; three days of a market that never closes.</summary>
    public int MinuteBars { get; init; } = 4_320;
}
