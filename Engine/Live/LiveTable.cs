using System.Numerics;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// The writer's side of a live table: a book sets cells, <see cref="Commit"/> turns what really changed into one <see cref="LiveUpdate"/>. One writer at a time.
/// A row is never taken away within an epoch. A new row is given whole in the commit that follows, "none" cells too, so that a reader needs no defaults.
/// </summary>
public sealed class LiveTable : ICellSource
{
    private readonly RowIndex _rows = new();
    private readonly int _stride;
    private readonly ulong _headerMask;
    private readonly ulong _rowMask;
    private double[] _values;
    private ulong[] _changed;

    public LiveTable(LiveSchema schema, long epoch)
    {
        Schema = schema;
        Epoch = epoch;
        _stride = Math.Max(schema.Header.Count, schema.Rows.Count);
        _headerMask = MaskOf(schema.Header.Count);
        _rowMask = MaskOf(schema.Rows.Count);
        _values = new double[16 * _stride];
        _changed = new ulong[16];
        Row(RowKey.Header);
    }

    public LiveSchema Schema { get; }

    /// <summary>Names this life of the writer.</summary>
    public long Epoch { get; }

    /// <summary>Commits so far; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The row of a key, added when it is new. The header is row 0. Row numbers stay: books keep them.</summary>
    public int Row(RowKey key)
    {
        if (_rows.TryFind(key.Value, out int row))
        {
            return row;
        }

        row = _rows.Add(key.Value);
        if (_changed.Length <= row)
        {
            Array.Resize(ref _changed, 2 * _changed.Length);
            Array.Resize(ref _values, 2 * _values.Length);
        }

        _values.AsSpan(row * _stride, _stride).Fill(double.NaN);
        _changed[row] = row == 0 ? _headerMask : _rowMask;
        return row;
    }

    /// <summary>Sets a cell; it counts as changed when its bits differ (every NaN is the same "none").</summary>
    public void Set(int row, int column, double value)
    {
        ref double cell = ref _values[(row * _stride) + column];
        if (BitConverter.DoubleToInt64Bits(cell) != BitConverter.DoubleToInt64Bits(value) && !(double.IsNaN(cell) && double.IsNaN(value)))
        {
            cell = value;
            _changed[row] |= 1UL << column;
        }
    }

    public double Get(int row, int column) => _values[(row * _stride) + column];

    /// <summary>The cell of a row by its key; NaN when there is no such row.</summary>
    public double Cell(RowKey key, int column) => _rows.TryFind(key.Value, out int row) ? Get(row, column) : double.NaN;

    /// <summary>What changed since the last commit as the next version, or null when nothing did. The first commit is a snapshot.</summary>
    public LiveUpdate? Commit()
    {
        int rows = 0;
        int cells = 0;
        for (int row = 0; row < _rows.Count; row++)
        {
            rows += _changed[row] != 0 ? 1 : 0;
            cells += BitOperations.PopCount(_changed[row]);
        }

        if (rows == 0)
        {
            return null;
        }

        LiveUpdate update = Gather(Sequence, Sequence + 1, rows, cells, whole: false);
        Array.Clear(_changed, 0, _rows.Count);
        Sequence++;
        return update;
    }

    /// <summary>
    /// Every cell as last committed: what a reader that applied every commit holds. Call it between commits, with nothing set and uncommitted; before the first commit it is empty
    /// and has sequence 0.
    /// </summary>
    public LiveUpdate Snapshot()
    {
        if (Sequence == 0)
        {
            return new LiveUpdate(Epoch, 0, 0, [], [], []);
        }

        for (int row = 0; row < _rows.Count; row++)
        {
            if (_changed[row] != 0)
            {
                throw new InvalidOperationException("The table holds cells that are set and not committed: commit before taking a snapshot.");
            }
        }

        return Gather(0, Sequence, _rows.Count, CellsOf(_rows.Count), whole: true);
    }

    private static ulong MaskOf(int columns) => columns == 64 ? ulong.MaxValue : (1UL << columns) - 1;

    private int CellsOf(int rows) => Schema.Header.Count + ((rows - 1) * Schema.Rows.Count);

    private LiveUpdate Gather(long from, long sequence, int rows, int cells, bool whole)
    {
        var keys = new long[rows];
        var masks = new ulong[rows];
        var values = new double[cells];
        int at = 0;
        int cell = 0;
        for (int place = 0; place < _rows.Count; place++)
        {
            int row = _rows.Ordered(place);
            ulong mask = whole ? (row == 0 ? _headerMask : _rowMask) : _changed[row];
            if (mask == 0)
            {
                continue;
            }

            keys[at] = _rows.KeyOf(row);
            masks[at++] = mask;
            for (ulong left = mask; left != 0; left &= left - 1)
            {
                values[cell++] = _values[(row * _stride) + BitOperations.TrailingZeroCount(left)];
            }
        }

        return new LiveUpdate(Epoch, from, sequence, keys, masks, values);
    }
}
