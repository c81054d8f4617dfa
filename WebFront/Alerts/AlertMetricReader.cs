using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>Reads what a rule watches: a cell of a live table that there is.</summary>
internal sealed class AlertMetricReader(RouteDirectory directory)
{
    public async Task<(AlertMetric? Metric, AlertFault? Fault)> ReadAsync(AlertMetricJson? given, CancellationToken cancellationToken)
    {
        if (!TableId.TryParse(given?.Room ?? "", out TableId table) || !table.IsOfProduct)
        {
            return Fault("room", $"'metric.room' must name what is watched: {TableId.OfProducts}; not '{given?.Room}'.");
        }

        if ((await directory.FindAsync(table.Route, cancellationToken)).Problem is { } problem)
        {
            return Fault("room", problem);
        }

        LiveSchema schema = LiveSchemas.Of(table);
        (RowKey row, AlertFault? wrong) = RowOf(given!, schema.RowKind);
        if (wrong is not null)
        {
            return (null, wrong);
        }

        var metric = new AlertMetric(table, row, given!.Column ?? "");
        if (metric.Find() >= 0)
        {
            return (metric, null);
        }

        string columns = string.Join(", ", schema.ColumnsOf(row).Where(column => column.Kind == CellKind.Number).Select(column => column.Name));
        return Fault("column", $"'metric.column' must name a column of {(row.IsHeader ? "the header" : $"the {schema.RowsName}")} of {table} that holds numbers ({columns}), not '{given.Column}'."
            + (row.IsHeader ? $" For a column of the {schema.RowsName} say which row: {KeyOf(schema.RowKind)}." : ""));
    }

    private static (RowKey Row, AlertFault? Fault) RowOf(AlertMetricJson given, RowKind kind)
    {
        if (given.Strike is null && given.Right is null && given.Expiry is null)
        {
            return (RowKey.Header, null);
        }

        bool strike = given.Strike is > 0 and < 1e9 && given.Expiry is null;
        Expiry expiry = Expiry.None;
        return kind switch
        {
            RowKind.Leg when strike && given.Right is "call" or "put" => (RowKey.Leg(given.Strike!.Value, given.Right == "call" ? OptionRight.Call : OptionRight.Put), null),
            RowKind.Strike when strike && given.Right is null => (RowKey.ForStrike(given.Strike!.Value), null),
            RowKind.Expiry when given is { Strike: null, Right: null } && Expiry.TryParse(given.Expiry, out expiry) => (RowKey.ForExpiry(expiry), null),
            _ => (default, new AlertFault("metric", $"A row of {given.Room} is named by {KeyOf(kind)}.")),
        };
    }

    private static string KeyOf(RowKind kind) => kind switch
    {
        RowKind.Leg => "'strike' and 'right' (call, put)",
        RowKind.Strike => "'strike'",
        _ => "'expiry' (yyyy-MM-dd)",
    };

    private static (AlertMetric? Metric, AlertFault? Fault) Fault(string name, string detail) => (null, new AlertFault($"metric.{name}", detail));
}
