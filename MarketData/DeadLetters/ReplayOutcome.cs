namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>What became of a dead letter's tick when it was brought in again.</summary>
public enum ReplayOutcome
{
    /// <summary>It is journalled.</summary>
    Accepted = 0,

    /// <summary>It had come in by another way.</summary>
    Duplicated = 1,

    /// <summary>It was refused again, and is another letter.</summary>
    Refused = 2,
}
