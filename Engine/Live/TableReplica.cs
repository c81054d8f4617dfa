using System.Numerics;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// The reader's side of a live table. Beside each cell it keeps the sequence that last gave it, so that the way from any past sequence of the epoch to the present is "the cells
/// given after it": a subscription has to remember only one number. One thread at a time.
/// </summary>
public sealed class TableReplica(LiveSchema schema)
{
    private readonly RowIndex _rows = new();
    private readonly int _stride = Math.Max(schema.Header.Count, schema.Rows.Count);
    private double[] _values = [];
    private long[] _versions = [];
    private long[] _newest = [];

    public LiveSchema Schema { get; } = schema;

    public long Epoch { get; private set; }

    /// <summary>0 until a first snapshot has been applied.</summary>
    public long Sequence { get; private set; }

    public bool IsEmpty => Sequence == 0;

    /// <summary>The sequence that last brought a row that was not there before.</summary>
    public long RowsVersion { get; private set; }

    public ApplyResult Apply(LiveUpdate update)
    {
        if (!IsEmpty && (update.Epoch < Epoch || (update.Epoch == Epoch && update.Sequence <= Sequence)) || update.Sequence == 0)
        {
            return ApplyResult.Stale;
        }

        bool sameEpoch = !IsEmpty && update.Epoch == Epoch;
        if (!update.IsSnapshot && !(sameEpoch && update.From <= Sequence))
        {
            return ApplyResult.Gap;
        }

        if (!sameEpoch)
        {
            _rows.Clear();
        }

        Epoch = update.Epoch;
        Sequence = update.Sequence;
        Write(update);
        return ApplyResult.Applied;
    }

    /// <summary>A cell's value; NaN when the row is unknown.</summary>
    public double Get(RowKey key, int column) => _rows.TryFind(key.Value, out int row) ? _values[(row * _stride) + column] : double.NaN;

    /// <summary>The sequence that last gave a cell; 0 when the row is unknown.</summary>
    public long VersionOf(RowKey key, int column) => _rows.TryFind(key.Value, out int row) ? _versions[(row * _stride) + column] : 0;

    /// <summary>Every cell; empty with sequence 0 before the first snapshot came.</summary>
    public LiveUpdate Snapshot() => Gather(0, after: -1);

    /// <summary>
    /// The cells given after a sequence, as one update from it to the present (with no rows when the reader is up to date); null when the reader needs a snapshot: its epoch is another, or it is
    /// ahead of this replica.
    /// </summary>
    public LiveUpdate? DeltaSince(long epoch, long sequence) =>
        IsEmpty || epoch != Epoch || sequence > Sequence || sequence < 0 ? null : Gather(sequence, sequence == 0 ? -1 : sequence);

    private void Write(LiveUpdate update)
    {
        int cell = 0;
        for (int i = 0; i < update.Keys.Length; i++)
        {
            if (!_rows.TryFind(update.Keys[i], out int row))
            {
                row = Add(update.Keys[i]);
            }

            _newest[row] = update.Sequence;
            for (ulong left = update.Masks[i]; left != 0; left &= left - 1)
            {
                int at = (row * _stride) + BitOperations.TrailingZeroCount(left);
                _values[at] = update.Values[cell++];
                // Given is enough, even with the same value: a reader of another replica may stand at a version between in which it differed.
                _versions[at] = update.Sequence;
            }
        }
    }

    private int Add(long key)
    {
        int row = _rows.Add(key);
        RowsVersion = Sequence;
        int needed = (row + 1) * _stride;
        if (_values.Length < needed)
        {
            Array.Resize(ref _values, Math.Max(needed, 2 * _values.Length));
            Array.Resize(ref _versions, _values.Length);
            Array.Resize(ref _newest, _values.Length / _stride);
        }

        _values.AsSpan(row * _stride, _stride).Fill(double.NaN);
        _versions.AsSpan(row * _stride, _stride).Fill(Sequence);
        return row;
    }

    private LiveUpdate Gather(long from, long after)
    {
        int rows = 0;
        int cells = 0;
        for (int row = 0; row < _rows.Count; row++)
        {
            int given = BitOperations.PopCount(MaskOf(row, after));
            rows += given != 0 ? 1 : 0;
            cells += given;
        }

        var keys = new long[rows];
        var masks = new ulong[rows];
        var values = new double[cells];
        int at = 0;
        int cell = 0;
        for (int place = 0; place < _rows.Count; place++)
        {
            int row = _rows.Ordered(place);
            ulong mask = MaskOf(row, after);
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

        return new LiveUpdate(Epoch, from, Sequence, keys, masks, values);
    }

    private ulong MaskOf(int row, long after)
    {
        if (_newest[row] <= after)
        {
            return 0;
        }

        int columns = Schema.ColumnsOf(new RowKey(_rows.KeyOf(row))).Count;
        ReadOnlySpan<long> versions = _versions.AsSpan(row * _stride, columns);
        ulong mask = 0;
        for (int column = 0; column < versions.Length; column++)
        {
            mask |= versions[column] > after ? 1UL << column : 0;
        }

        return mask;
    }
}
