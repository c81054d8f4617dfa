using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.Feeds;

/// <summary>What became of a batch: every tick is counted exactly once.</summary>
/// <param name="Accepted">Journalled and on their way to the books.</param>
/// <param name="Duplicated">Seen before within the deduplication window; dropped.</param>
/// <param name="Refused">In the dead-letter store.</param>
/// <param name="FirstRefusals">The first few refusals, for the sender.</param>
public sealed record SubmitResult(int Accepted, int Duplicated, int Refused, IReadOnlyList<Refusal> FirstRefusals);
