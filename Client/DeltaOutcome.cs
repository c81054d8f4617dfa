namespace TradingAnalytics.Client;

/// <summary>What a copy made of a delta.</summary>
internal enum DeltaOutcome
{
    Applied = 0,

    /// <summary>The copy holds it already.</summary>
    Old = 1,

    /// <summary>It does not follow on from what the copy holds.</summary>
    Gap = 2,
}
