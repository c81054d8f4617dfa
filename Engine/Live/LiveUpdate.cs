namespace TradingAnalytics.Engine.Live;

/// <summary>
/// Changed cells of a live table from one version to the next: what a chain emits once per cadence, and (with <see cref="From"/> = 0 and every cell) a snapshot of it.
/// </summary>
/// <param name="Epoch">Names one life of the writer; it grows with every new activation. Sequences compare only within an epoch.</param>
/// <param name="From">The sequence it applies to; 0 for a snapshot, which applies to anything.</param>
/// <param name="Sequence">The sequence it leads to.</param>
/// <param name="Keys">The rows touched, in key order (<see cref="RowKey.Value"/>).</param>
/// <param name="Masks">Per row, bit i set where column i is given.</param>
/// <param name="Values">The given cells, row by row, lowest column first; NaN is "none".</param>
public sealed record LiveUpdate(long Epoch, long From, long Sequence, long[] Keys, ulong[] Masks, double[] Values)
{
    public bool IsSnapshot => From == 0;
}
