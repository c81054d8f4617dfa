namespace TradingAnalytics.Soak;

/// <summary>One client's view of one room. While a check is under way it keeps the table as it was at each of the last sequences, for REST answers one of them.</summary>
internal sealed class WatchedRoom(string room)
{
    private const int HistoryLength = 50;
    private readonly Lock _gate = new();
    private readonly Queue<ClientTable> _history = new();
    private ClientTable? _table;
    private bool _keepHistory;
    private long _deltas;
    private long _gaps;

    public string Room => room;

    public long Deltas => Volatile.Read(ref _deltas);

    /// <summary>Deltas that did not fit: each is a fault of the server, which promises to send a snapshot where it cannot bridge.</summary>
    public long Gaps => Volatile.Read(ref _gaps);

    public bool HasTable
    {
        get
        {
            lock (_gate)
            {
                return _table is not null;
            }
        }
    }

    public void OnSnapshot(TableMessage snapshot)
    {
        lock (_gate)
        {
            _table = ClientTable.From(snapshot);
            Keep();
        }
    }

    public void OnDelta(TableMessage delta)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _deltas);
            if (_table is null || !_table.TryApply(delta))
            {
                Interlocked.Increment(ref _gaps);
                return;
            }

            Keep();
        }
    }

    public void KeepHistory(bool keep)
    {
        lock (_gate)
        {
            _keepHistory = keep;
            _history.Clear();
            if (_table is not null)
            {
                Keep();
            }
        }
    }

    /// <summary>The table as it was at a version, when that is among the last ones.</summary>
    public ClientTable? At(long epoch, long sequence)
    {
        lock (_gate)
        {
            return _history.FirstOrDefault(table => table.Epoch == epoch && table.Sequence == sequence);
        }
    }

    private void Keep()
    {
        if (!_keepHistory)
        {
            return;
        }

        _history.Enqueue(_table!.Copy());
        if (_history.Count > HistoryLength)
        {
            _history.Dequeue();
        }
    }
}
