using System.Text.Json;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>
/// Volatilities of a published surface on an even grid, for a plot: log-moneyness over where its slices have points, time from the first expiry to the last, total variance linear between two.
/// </summary>
/// <param name="LogMoneyness">Points of k = ln(K/F).</param>
/// <param name="Times">Points of T, in years.</param>
internal readonly record struct SurfaceGrid(int LogMoneyness, int Times)
{
    private const int Places = 6;
    private static readonly LiveSchema Surface = SurfaceTable.Schema;

    /// <summary>Reads <c>41x20</c>: 2 to 201 points of log-moneyness, 2 to 101 of time.</summary>
    public static bool TryParse(string text, out SurfaceGrid grid)
    {
        string[] parts = text.Split('x');
        grid = default;
        if (parts.Length != 2 || !int.TryParse(parts[0], out int k) || !int.TryParse(parts[1], out int times) || k is < 2 or > 201 || times is < 2 or > 101)
        {
            return false;
        }

        grid = new SurfaceGrid(k, times);
        return true;
    }

    /// <summary>Writes the property <c>grid</c>: null for a surface without slices.</summary>
    public void Write(Utf8JsonWriter writer, LiveUpdate table)
    {
        RowKey[] rows = [.. table.Keys.Select(key => new RowKey(key)).Where(row => !row.IsHeader && LiveTables.Cell(table, row, Surface.RowColumn("a")) is not null)];
        if (rows.Length == 0)
        {
            writer.WriteNull("grid");
            return;
        }

        double Cell(RowKey row, string column) => LiveTables.Cell(table, row, Surface.RowColumn(column)) ?? double.NaN;
        var surface = new VolatilitySurface(
            [.. rows.Select(row => Cell(row, "timeToExpiry"))],
            [.. rows.Select(row => new SviParameters(Cell(row, "a"), Cell(row, "b"), Cell(row, "rho"), Cell(row, "m"), Cell(row, "sigma")))]);
        double[] k = Even(rows.Min(row => Cell(row, "lowestLogMoneyness")), rows.Max(row => Cell(row, "highestLogMoneyness")), LogMoneyness);
        double[] times = Even(surface.Times[0], surface.Times[^1], rows.Length == 1 ? 1 : Times);
        writer.WriteStartObject("grid");
        WriteNumbers(writer, "logMoneyness", k);
        WriteNumbers(writer, "timeToExpiry", times);
        writer.WriteStartArray("iv");
        foreach (double time in times)
        {
            writer.WriteStartArray();
            foreach (double at in k)
            {
                writer.WriteNumberValue(Math.Round(surface.At(at, time).Volatility, Places));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static double[] Even(double from, double to, int count)
    {
        double step = count > 1 ? (to - from) / (count - 1) : 0;
        return [.. Enumerable.Range(0, count).Select(i => i == count - 1 && count > 1 ? to : from + (i * step))];
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, double[] values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
