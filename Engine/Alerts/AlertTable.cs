using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Alerts;

/// <summary>The live table of a user's alerts: what became of each rule. What the rules say is for REST to tell; <c>version</c> says when to ask again.</summary>
public static class AlertTable
{
    private static readonly CellMap<AlertTotals> Header = new CellMap<AlertTotals>()
        .Number("rules", "Rules of the user.", static (in totals) => totals.Rules)
        .Number("fired", "How often rules of the user fired, removed ones too.", static (in totals) => totals.Fired)
        .Number("deadLetters", "Webhook deliveries given up.", static (in totals) => totals.DeadLetters);

    private static readonly CellMap<AlertRow> Rows = new CellMap<AlertRow>()
        .Number("version", "Rises with each change of the rule.", static (in row) => row.Version)
        .Name<AlertState>("state", "armed; off: switched off; done: fired once and was to; expired: its time, or that of what it watches, is over.", static (in row) => (int)row.State)
        .Number("fired", "How often it fired.", static (in row) => row.Fired)
        .Instant("lastFired", "When it last did, in market time.", static (in row) => row.LastUnixMicroseconds)
        .Number("value", "The value that did it; for a rank, the rank.", static (in row) => row.Value)
        .Number("reference", "What that was measured against: the level, the window's extreme, or the mean step.", static (in row) => row.Reference);

    public static LiveSchema Schema { get; } = new("alerts", "alerts", Header.Columns, Rows.Columns, RowKind.Number);

    /// <summary>Writes every cell.</summary>
    public static void Write(LiveTable table, in AlertTotals totals, IEnumerable<AlertRow> rows)
    {
        Header.Write(table, 0, in totals);
        foreach (AlertRow row in rows)
        {
            Rows.Write(table, table.Row(RowKey.ForNumber(row.Id)), in row);
        }
    }
}
