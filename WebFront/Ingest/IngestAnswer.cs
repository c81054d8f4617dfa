namespace TradingAnalytics.WebFront.Ingest;

/// <summary>What became of a pushed batch. It is sent when every accepted tick is in the journal.</summary>
/// <param name="Accepted">Ticks journalled.</param>
/// <param name="Duplicated">Ticks seen before within the hour, dropped.</param>
/// <param name="Refused">Ticks not taken.</param>
/// <param name="Refusals">The first refusals, by index.</param>
public sealed record IngestAnswer(int Accepted, int Duplicated, int Refused, IReadOnlyList<IngestRefusal> Refusals);
