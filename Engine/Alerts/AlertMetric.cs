using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Alerts;

/// <summary>What a rule watches: one cell of a live table, at the precision it is published with.</summary>
/// <param name="Table">Which table.</param>
/// <param name="Row">Which row; the header among them.</param>
/// <param name="Column">The column's name.</param>
public sealed record AlertMetric(TableId Table, RowKey Row, string Column)
{
    /// <summary>The column's place, or -1 when the table has none of that name that holds numbers.</summary>
    public int Find()
    {
        IReadOnlyList<LiveColumn> columns = LiveSchemas.Of(Table).ColumnsOf(Row);
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == Column)
            {
                return columns[i].Kind == CellKind.Number ? i : -1;
            }
        }

        return -1;
    }
}
