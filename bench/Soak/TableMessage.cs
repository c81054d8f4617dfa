namespace TradingAnalytics.Soak;

/// <summary>
/// A snapshot, a delta or what REST answers, as cells. Rows, columns and values are hashes of the text they came as, so that fifty clients cost no more than they must and equal
/// cells are equal to the letter. <see cref="From"/> is null in a whole table.
/// </summary>
internal sealed record TableMessage(string Room, long Epoch, long? From, long Sequence, List<(ulong Row, ulong Column, ulong Value)> Cells);
