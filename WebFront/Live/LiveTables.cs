using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>What the web front knows of live tables by what they show.</summary>
internal static class LiveTables
{
    public static LiveSchema SchemaOf(TableId id) => LiveSchemas.Of(id);

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
