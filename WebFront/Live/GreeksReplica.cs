using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// A chain's table with every Greek, kept in versions: of each version it is brought to, it takes what differs from the one before, so that deltas are small. Between versions it was brought to it knows
/// nothing; a client may go on only from one it was sent from here.
/// </summary>
internal sealed class GreeksReplica
{
    private readonly TableReplica _table = new(ChainGreeks.Table);
    private LiveUpdate? _last;

    /// <summary>Brings it to a version of the chain.</summary>
    public TableReplica At(LiveUpdate chain)
    {
        if (_last is { } last && last.Epoch == chain.Epoch && last.Sequence == chain.Sequence)
        {
            return _table;
        }

        LiveUpdate whole = ChainGreeks.Extend(chain);
        _table.Apply(_last is { Sequence: > 0 } held && held.Epoch == whole.Epoch ? Difference(held, whole) : whole);
        _last = whole;
        return _table;
    }

    /// <summary>What leads from one whole table to a later one of the same epoch; rows never go away.</summary>
    private static LiveUpdate Difference(LiveUpdate from, LiveUpdate to)
    {
        var keys = new List<long>();
        var masks = new List<ulong>();
        var values = new List<double>();
        int row = 0;
        int cellFrom = 0;
        int cellTo = 0;
        for (int i = 0; i < to.Keys.Length; i++)
        {
            int columns = ChainGreeks.Table.ColumnsOf(new RowKey(to.Keys[i])).Count;
            bool known = row < from.Keys.Length && from.Keys[row] == to.Keys[i];
            ulong mask = 0;
            for (int column = 0; column < columns; column++)
            {
                double value = to.Values[cellTo + column];
                // Equals takes every NaN for the same and tells 0 from nothing else, as "none" and numbers want it.
                if (!known || !value.Equals(from.Values[cellFrom + column]))
                {
                    mask |= 1UL << column;
                    values.Add(value);
                }
            }

            if (mask != 0)
            {
                keys.Add(to.Keys[i]);
                masks.Add(mask);
            }

            row += known ? 1 : 0;
            cellFrom += known ? columns : 0;
            cellTo += columns;
        }

        return new LiveUpdate(to.Epoch, from.Sequence, to.Sequence, [.. keys], [.. masks], [.. values]);
    }
}
