namespace TradingAnalytics.Engine.Live;

/// <summary>Live tables of one writer that are published together: one epoch, a sequence each.</summary>
public sealed class TableGroup
{
    private readonly SortedList<TableKind, LiveTable> _tables = [];

    public TableGroup(long epoch, params ReadOnlySpan<(TableKind Kind, LiveSchema Schema)> tables)
    {
        Epoch = epoch;
        foreach ((TableKind kind, LiveSchema schema) in tables)
        {
            _tables.Add(kind, new LiveTable(schema, epoch));
        }
    }

    public long Epoch { get; }

    public LiveTable this[TableKind kind] => _tables[kind];

    /// <summary>What changed in each table that changed.</summary>
    public List<(TableKind Kind, LiveUpdate Update)> Commit()
    {
        var updates = new List<(TableKind, LiveUpdate)>(_tables.Count);
        foreach ((TableKind kind, LiveTable table) in _tables)
        {
            if (table.Commit() is { } update)
            {
                updates.Add((kind, update));
            }
        }

        return updates;
    }

    /// <summary>A table as last committed; empty where the group has no such table.</summary>
    public LiveUpdate Snapshot(TableKind kind) => _tables.TryGetValue(kind, out LiveTable? table) ? table.Snapshot() : new LiveUpdate(Epoch, 0, 0, [], [], []);
}
