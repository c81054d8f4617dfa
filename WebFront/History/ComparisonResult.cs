using System.Numerics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.History;

/// <summary>One table at two instants: each cell with both values and, of numbers, the difference. Rows that only one of them has are there too.</summary>
internal sealed class ComparisonResult(TableId id, TableView view, LiveUpdate from, LiveUpdate to) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
        {
            Write(writer);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        LiveSchema schema = view.SchemaOf(id);
        Dictionary<long, double[]> before = Rows(from, schema);
        Dictionary<long, double[]> after = Rows(to, schema);
        writer.WriteStartObject();
        writer.WriteString("product", id.Product.ToString());
        writer.WriteString("expiry", id.Route.IsChain ? id.Route.Expiry.ToString() : null);
        WriteRow(writer, schema.Header, view.HeaderMask, before.GetValueOrDefault(RowKey.Header.Value), after.GetValueOrDefault(RowKey.Header.Value));
        writer.WriteStartArray(schema.RowsName);
        foreach (long key in before.Keys.Union(after.Keys).Where(key => key != RowKey.Header.Value).Order())
        {
            if (view.RowMask != 0 && (view.RangeIn(to).IsAll || view.RangeIn(to).Holds(new RowKey(key))))
            {
                writer.WriteStartObject();
                LiveTableJson.WriteKey(writer, schema.RowKind, new RowKey(key));
                WriteRow(writer, schema.Rows, view.RowMask, before.GetValueOrDefault(key), after.GetValueOrDefault(key));
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, IReadOnlyList<LiveColumn> columns, ulong mask, double[]? before, double[]? after)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if ((mask & (1UL << i)) == 0)
            {
                continue;
            }

            LiveColumn column = columns[i];
            double old = before?[i] ?? double.NaN;
            double now = after?[i] ?? double.NaN;
            writer.WriteStartObject(column.Name);
            LiveTableJson.WriteCell(writer, column with { Name = "from" }, old);
            LiveTableJson.WriteCell(writer, column with { Name = "to" }, now);
            if (column.Kind == CellKind.Number)
            {
                LiveTableJson.WriteCell(writer, column with { Name = "change" }, Difference(old, now));
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>Subtracted as decimals where they fit: 0.12 less 0.1 is 0.02.</summary>
    private static double Difference(double old, double now)
    {
        const double Fits = 1e18;
        return Math.Abs(old) < Fits && Math.Abs(now) < Fits ? (double)((decimal)now - (decimal)old) : now - old;
    }

    private static Dictionary<long, double[]> Rows(LiveUpdate table, LiveSchema schema)
    {
        var rows = new Dictionary<long, double[]>(table.Keys.Length);
        int cell = 0;
        for (int row = 0; row < table.Keys.Length; row++)
        {
            var values = new double[schema.ColumnsOf(new RowKey(table.Keys[row])).Count];
            Array.Fill(values, double.NaN);
            for (ulong left = table.Masks[row]; left != 0; left &= left - 1)
            {
                values[BitOperations.TrailingZeroCount(left)] = table.Values[cell++];
            }

            rows.Add(table.Keys[row], values);
        }

        return rows;
    }
}
