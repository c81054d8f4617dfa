using System.Diagnostics.CodeAnalysis;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Makes a view of what a client asks for, the same in REST and push, or says what cannot be.</summary>
internal static class ViewReader
{
    public const int MaxStrikes = 10_000;

    private const ulong FirstGreeks =
        (1UL << LegColumn.Delta) | (1UL << LegColumn.Gamma) | (1UL << LegColumn.Theta) | (1UL << LegColumn.Vega) | (1UL << LegColumn.Rho);

    private static readonly Dictionary<string, GreeksSet> Sets = new() { ["none"] = GreeksSet.None, ["first"] = GreeksSet.First, ["full"] = GreeksSet.Full };

    /// <param name="id">Of which table.</param>
    /// <param name="fields">Names of the columns to show; all without.</param>
    /// <param name="strikes">Strikes on each side of the money, within bounds; all without.</param>
    /// <param name="greeks">none, first or full; first without.</param>
    /// <param name="view">The view.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryRead(TableId id, IReadOnlyList<string>? fields, int? strikes, string? greeks, out TableView view, [NotNullWhen(false)] out OptionFault? fault)
    {
        view = TableView.Whole;
        GreeksSet set = GreeksSet.First;
        if (greeks is not null && !Sets.TryGetValue(greeks, out set))
        {
            fault = new OptionFault("greeks", $"'greeks' must be one of {string.Join(", ", Sets.Keys)}, not '{greeks}'.");
            return false;
        }

        if (id.Kind != TableKind.Chain && (strikes is not null || greeks is not null))
        {
            string name = strikes is not null ? "strikes" : "greeks";
            fault = new OptionFault(name, $"'{name}' is an option of chains (chain:NIFTY:2026-08-25), not of {id}.");
            return false;
        }

        ulong rows = set == GreeksSet.None ? ~FirstGreeks : ulong.MaxValue;
        view = new TableView(ulong.MaxValue, rows, set, strikes);
        fault = null;
        return fields is null || TryCut(id, fields, ref view, out fault);
    }

    private static bool TryCut(TableId id, IReadOnlyList<string> fields, ref TableView view, [NotNullWhen(false)] out OptionFault? fault)
    {
        LiveSchema schema = view.SchemaOf(id);
        ulong header = 0;
        ulong rows = 0;
        foreach (string field in fields)
        {
            ulong inHeader = MaskOf(schema.Header, field);
            ulong inRows = MaskOf(schema.Rows, field) & view.RowMask;
            if ((inHeader | inRows) == 0)
            {
                fault = new OptionFault("fields", $"'fields' may not name '{field}': {Why(id, schema, view, field)}");
                return false;
            }

            header |= inHeader;
            rows |= inRows;
        }

        view = view with { HeaderMask = header, RowMask = rows };
        fault = fields.Count > 0 ? null : new OptionFault("fields", "'fields' must name one column at least; leave it out for all.");
        return fault is null;
    }

    private static string Why(TableId id, LiveSchema schema, TableView view, string field)
    {
        if (id.Kind == TableKind.Chain && MaskOf(ChainGreeks.Table.Rows, field) != 0)
        {
            string needed = MaskOf(ChainSchema.Table.Rows, field) != 0 ? "first" : "full";
            return $"it belongs to the Greeks of the set '{needed}'; ask for greeks={needed} as well.";
        }

        IEnumerable<string> rows = schema.Rows.Where((_, column) => (view.RowMask & (1UL << column)) != 0).Select(column => column.Name);
        return $"there is no such column. Of the header: {string.Join(", ", schema.Header.Select(column => column.Name))}. Of {schema.RowsName}: {string.Join(", ", rows)}.";
    }

    private static ulong MaskOf(IReadOnlyList<LiveColumn> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
            {
                return 1UL << i;
            }
        }

        return 0;
    }
}
