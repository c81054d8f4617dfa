namespace TradingAnalytics.WebFront.Ingest;

/// <summary>What reading and submitting a batch came to.</summary>
/// <param name="Answer">What became of the ticks that were read.</param>
/// <param name="Parsed">How many were readable as ticks.</param>
/// <param name="Stop">Why reading ended.</param>
/// <param name="Detail">In words, unless it ended regularly.</param>
internal sealed record IngestOutcome(IngestAnswer Answer, int Parsed, IngestStop Stop, string Detail);
