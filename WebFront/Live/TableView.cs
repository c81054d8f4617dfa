using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>What is shown of a live table, to a subscription or in a REST answer: which columns, which strikes, which Greeks. Equal views of a room share their frames.</summary>
/// <param name="HeaderMask">Bit i set: header column i is shown.</param>
/// <param name="RowMask">Bit i set: column i of the rows is shown; none, and there are no rows.</param>
/// <param name="Greeks">Which Greeks a chain's rows have.</param>
/// <param name="Strikes">So many strikes on each side of the money, and that one; all without it.</param>
internal readonly record struct TableView(ulong HeaderMask, ulong RowMask, GreeksSet Greeks, int? Strikes)
{
    /// <summary>The whole table as published.</summary>
    public static TableView Whole { get; } = new(ulong.MaxValue, ulong.MaxValue, GreeksSet.First, null);

    /// <summary>The shape of what the view is cut from.</summary>
    public LiveSchema SchemaOf(TableId id) => Greeks == GreeksSet.Full ? ChainGreeks.Table : LiveTables.SchemaOf(id);

    /// <summary>Which strikes it shows of a table.</summary>
    public StrikeRange RangeIn(LiveUpdate table) => Strikes is { } each ? StrikeWindow.Of(table, each) : StrikeRange.All;

    /// <summary>The part of an update (of the view's own schema) that it shows: rows and cells outside are left out.</summary>
    public LiveUpdate Cut(LiveUpdate update, StrikeRange range)
    {
        if (HeaderMask == ulong.MaxValue && RowMask == ulong.MaxValue && range.IsAll)
        {
            return update;
        }

        var keys = new List<long>(update.Keys.Length);
        var masks = new List<ulong>(update.Keys.Length);
        var values = new List<double>(update.Values.Length);
        int cell = 0;
        for (int row = 0; row < update.Keys.Length; row++)
        {
            var key = new RowKey(update.Keys[row]);
            ulong shown = key.IsHeader ? HeaderMask : range.IsAll || range.Holds(key) ? RowMask : 0;
            ulong mask = update.Masks[row] & shown;
            for (ulong left = update.Masks[row]; left != 0; left &= left - 1, cell++)
            {
                if ((left & (~left + 1) & shown) != 0)
                {
                    values.Add(update.Values[cell]);
                }
            }

            if (mask != 0)
            {
                keys.Add(key.Value);
                masks.Add(mask);
            }
        }

        return update with { Keys = [.. keys], Masks = [.. masks], Values = [.. values] };
    }
}
