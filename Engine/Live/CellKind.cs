namespace TradingAnalytics.Engine.Live;

/// <summary>How a cell's double is to be read at the edge (JSON, the page). NaN is "none" in every kind and becomes <c>null</c>.</summary>
public enum CellKind : byte
{
    Number = 0,

    /// <summary>An index into the column's <see cref="LiveColumn.Names"/>.</summary>
    Name = 1,

    /// <summary>Microseconds since 1970-01-01T00:00:00Z; written as an ISO 8601 UTC instant.</summary>
    Instant = 2,

    /// <summary>False when 0, else true.</summary>
    Flag = 3,

    /// <summary>A text of <see cref="TextCells"/>: in tables made and shown by one process only.</summary>
    Text = 4,
}
