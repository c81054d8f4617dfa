using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>A tick of a pushed batch that was not taken.</summary>
/// <param name="Index">Its place among the batch's ticks, from 0.</param>
/// <param name="Reason">The rule it broke.</param>
/// <param name="Detail">What was given, what was expected, and where.</param>
public sealed record IngestRefusal(int Index, RefusalReason Reason, string Detail);
