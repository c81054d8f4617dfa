using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>What the web front knows of live tables by what they show.</summary>
internal static class LiveTables
{
    public static LiveSchema SchemaOf(TableId id) => id.Kind == TableKind.System ? SystemTable.Schema : LiveSchemas.Of(id);

    /// <summary>When ingress took the newest tick in what an update brings, in Unix microseconds; 0 when it does not say.</summary>
    public static long ReceivedIn(LiveSchema schema, LiveUpdate update)
    {
        for (int column = 0; column < schema.Header.Count; column++)
        {
            if (schema.Header[column].Name == "received")
            {
                return LiveUpdates.TryGet(update, RowKey.Header, column, out double received) && received > 0 ? (long)received : 0;
            }
        }

        return 0;
    }

    /// <summary>A cell of a snapshot; null where it says "none".</summary>
    public static double? Cell(LiveUpdate table, RowKey row, int column) =>
        LiveUpdates.TryGet(table, row, column, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>A cell of a snapshot that holds an instant.</summary>
    public static DateTimeOffset? Instant(LiveUpdate table, RowKey row, int column) =>
        Cell(table, row, column) is { } microseconds ? DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * TimeSpan.TicksPerMicrosecond) : null;

    /// <summary>The table, or where nothing was published yet one whose header says "none" everywhere: readers find every property from the start.</summary>
    public static LiveUpdate OrBlank(LiveUpdate table, LiveSchema schema)
    {
        if (table.Keys.Length > 0)
        {
            return table;
        }

        int columns = schema.Header.Count;
        var values = new double[columns];
        Array.Fill(values, double.NaN);
        ulong mask = columns == LiveSchema.MaxColumns ? ulong.MaxValue : (1UL << columns) - 1;
        return table with { Keys = [RowKey.Header.Value], Masks = [mask], Values = values };
    }
}
