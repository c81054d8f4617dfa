namespace TradingAnalytics.Soak;

/// <summary>A room's table as a client builds it from a snapshot and deltas.</summary>
internal sealed class ClientTable
{
    private readonly Dictionary<(ulong Row, ulong Column), ulong> _cells;

    private ClientTable(long epoch, long sequence, Dictionary<(ulong Row, ulong Column), ulong> cells)
    {
        Epoch = epoch;
        Sequence = sequence;
        _cells = cells;
    }

    public long Epoch { get; }

    public int Cells => _cells.Count;

    public long Sequence { get; private set; }

    /// <summary>A whole table: a SignalR snapshot, or what REST answers.</summary>
    public static ClientTable From(TableMessage snapshot)
    {
        var table = new ClientTable(snapshot.Epoch, snapshot.Sequence, new Dictionary<(ulong Row, ulong Column), ulong>(snapshot.Cells.Count));
        table.Take(snapshot);
        return table;
    }

    /// <summary>False when the delta does not begin where the table is: a gap.</summary>
    public bool TryApply(TableMessage delta)
    {
        if (delta.Epoch != Epoch || delta.From != Sequence)
        {
            return false;
        }

        Take(delta);
        return true;
    }

    public ClientTable Copy() => new(Epoch, Sequence, new Dictionary<(ulong Row, ulong Column), ulong>(_cells));

    /// <summary>The first difference in words; null when the tables are equal.</summary>
    public string? DifferenceFrom(ClientTable rest)
    {
        foreach ((ulong row, ulong column) in _cells.Keys.Union(rest._cells.Keys))
        {
            bool own = _cells.TryGetValue((row, column), out ulong ownValue);
            bool theirs = rest._cells.TryGetValue((row, column), out ulong theirValue);
            if (!own || !theirs || ownValue != theirValue)
            {
                string how = own && theirs ? "differs" : own ? "is not in REST" : "is not with the client";
                return $"{TableMessageConverter.NameOf(row)} {TableMessageConverter.NameOf(column)} {how} ({_cells.Count} cells here, {rest._cells.Count} there)";
            }
        }

        return null;
    }

    private void Take(TableMessage message)
    {
        Sequence = message.Sequence;
        foreach ((ulong row, ulong column, ulong value) in message.Cells)
        {
            _cells[(row, column)] = value;
        }
    }
}
