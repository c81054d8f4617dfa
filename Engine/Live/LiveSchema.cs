namespace TradingAnalytics.Engine.Live;

/// <summary>
/// The shape of a live table: one header row with its columns and any number of keyed rows with theirs (at most 64 columns each, so that a mask of changed cells is one
/// word). A room shows one live table: a chain is one, a product is one, and what later rooms show are others.
/// </summary>
public sealed class LiveSchema
{
    public const int MaxColumns = 64;

    public LiveSchema(string name, string rowsName, IReadOnlyList<LiveColumn> header, IReadOnlyList<LiveColumn> rows, RowKind rowKind = RowKind.Leg)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(header.Count, MaxColumns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, MaxColumns);
        Name = name;
        RowsName = rowsName;
        Header = header;
        Rows = rows;
        RowKind = rowKind;
    }

    /// <summary>What the table is: <c>chain</c>, <c>product</c>.</summary>
    public string Name { get; }

    /// <summary>The JSON property that holds the keyed rows: <c>legs</c>, <c>expiries</c>.</summary>
    public string RowsName { get; }

    public IReadOnlyList<LiveColumn> Header { get; }

    public IReadOnlyList<LiveColumn> Rows { get; }

    /// <summary>What the keys of the rows name.</summary>
    public RowKind RowKind { get; }

    /// <summary>The index of a header column that exists.</summary>
    public int HeaderColumn(string name) => IndexOf(Header, name);

    /// <summary>The index of a row's column that exists.</summary>
    public int RowColumn(string name) => IndexOf(Rows, name);

    public IReadOnlyList<LiveColumn> ColumnsOf(RowKey key) => key.IsHeader ? Header : Rows;

    private static int IndexOf(IReadOnlyList<LiveColumn> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no column '{name}'.", nameof(name));
    }
}
