using System.Text.Json;

namespace TradingAnalytics.Engine.Live;

/// <summary>
/// Columns of a live table together with where their cells come from, so that a column is said once. For tables written at leisure; those of the tick path write their cells one by one.
/// </summary>
/// <typeparam name="T">What a row shows.</typeparam>
public sealed class CellMap<T>
{
    private readonly List<LiveColumn> _columns = [];
    private readonly List<CellOf<T>> _cells = [];

    public IReadOnlyList<LiveColumn> Columns => _columns;

    /// <summary>A number as it is.</summary>
    public CellMap<T> Number(string name, string description, CellOf<T> cell) => Add(new LiveColumn(name, Description: description), cell);

    /// <summary>A number rounded to so many decimal places.</summary>
    public CellMap<T> Number(string name, string description, int places, CellOf<T> cell) =>
        Number(name, description, (in T source) => Math.Round(cell(in source), places) + 0.0);

    /// <summary>True or false.</summary>
    public CellMap<T> Flag(string name, string description, CellOf<T> cell) => Add(new LiveColumn(name, CellKind.Flag, Description: description), cell);

    /// <summary>A text; for tables made and shown by one process only (<see cref="TextCells"/>).</summary>
    public CellMap<T> Text(string name, string description, TextOf<T> text) => Add(new LiveColumn(name, CellKind.Text, Description: description), (in T source) => TextCells.Cell(text(in source)));

    /// <summary>One of an enumeration's names, whose values count from 0.</summary>
    public CellMap<T> Name<TEnum>(string name, string description, CellOf<T> cell)
        where TEnum : struct, Enum =>
        Name(name, description, [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)], cell);

    /// <summary>One of a few names.</summary>
    public CellMap<T> Name(string name, string description, IReadOnlyList<string> names, CellOf<T> cell) => Add(new LiveColumn(name, CellKind.Name, names, description), cell);

    /// <summary>The same name always: a unit or a convention, so that the table says it.</summary>
    public CellMap<T> Constant(string name, string description, string value) => Name(name, description, [value], static (in T _) => 0);

    /// <summary>Unix microseconds; 0 is "none".</summary>
    public CellMap<T> Instant(string name, string description, CellOf<T> cell) =>
        Add(new LiveColumn(name, CellKind.Instant, Description: description), (in T source) => cell(in source) is var time && time == 0 ? double.NaN : time);

    /// <summary>The columns of another map after those here.</summary>
    public CellMap<T> Append(CellMap<T> other)
    {
        _columns.AddRange(other._columns);
        _cells.AddRange(other._cells);
        return this;
    }

    /// <summary>Writes the row's cells.</summary>
    public void Write(LiveTable table, int row, in T source)
    {
        for (int column = 0; column < _cells.Count; column++)
        {
            table.Set(row, column, _cells[column](in source));
        }
    }

    private CellMap<T> Add(LiveColumn column, CellOf<T> cell)
    {
        _columns.Add(column);
        _cells.Add(cell);
        return this;
    }
}
