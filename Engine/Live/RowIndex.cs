namespace TradingAnalytics.Engine.Live;

/// <summary>Numbers the rows of a table in the order they appear (the header is row 0) and keeps them in key order beside it.</summary>
internal sealed class RowIndex
{
    private readonly Dictionary<long, int> _rows = [];
    private readonly List<long> _keys = [];
    private readonly List<int> _ordered = [];

    public int Count => _keys.Count;

    public long KeyOf(int row) => _keys[row];

    /// <summary>The row at a place of the key order.</summary>
    public int Ordered(int place) => _ordered[place];

    public bool TryFind(long key, out int row) => _rows.TryGetValue(key, out row);

    public int Add(long key)
    {
        int row = _keys.Count;
        _rows.Add(key, row);
        _keys.Add(key);
        int low = 0;
        int high = _ordered.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_keys[_ordered[middle]] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        _ordered.Insert(low, row);
        return row;
    }

    public void Clear()
    {
        _rows.Clear();
        _keys.Clear();
        _ordered.Clear();
    }
}
