using Parquet;
using Parquet.Schema;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>A day's metrics: a row per second in which something changed, a column per metric, a row group for the product and for each chain.</summary>
internal static class MetricsFile
{
    private static readonly DataField<string> s_expiry = new("expiry", nullable: false);
    private static readonly DataField<long> s_time = new("unix_seconds");
    private static readonly DataField<double?>[] s_values = [.. HistoryMetrics.Names.Select(name => new DataField<double?>(name))];

    /// <summary>Writes the series given, oldest rows first in each.</summary>
    public static async Task WriteAsync(Stream stream, IEnumerable<(TickRoute Route, IReadOnlyCollection<MetricRow> Rows)> series, CancellationToken cancellationToken)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema([s_expiry, s_time, .. s_values]), stream, ArchiveFormat.Options, cancellationToken: cancellationToken);
        foreach ((TickRoute route, IReadOnlyCollection<MetricRow> rows) in series.Where(one => one.Rows.Count > 0))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            string expiry = route.Expiry.ToString();
            await group.WriteAsync(s_expiry, [.. rows.Select(_ => expiry)]);
            await group.WriteAsync<long>(s_time, rows.Select(row => row.UnixSeconds).ToArray(), cancellationToken: cancellationToken);
            for (int i = 0; i < s_values.Length; i++)
            {
                await group.WriteAsync<double>(s_values[i], rows.Select(row => ArchiveFormat.OrNull(row.Values[i])).ToArray(), cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>What series a file holds.</summary>
    public static async Task<List<RecordedSeries>> SeriesAsync(Stream stream, ProductId product, CancellationToken cancellationToken)
    {
        var series = new List<RecordedSeries>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            long[] times = await ArchiveFormat.ReadAsync<long>(reader, group, s_time.Name, cancellationToken);
            series.Add(new RecordedSeries(new TickRoute(product, await ExpiryAsync(reader, group, cancellationToken)), times[0], times[^1]));
        }

        return series;
    }

    /// <summary>A metric of one route; empty when the file has none. A file of before a metric was kept holds no column of it.</summary>
    public static async Task<List<MetricPoint>> ReadAsync(Stream stream, TickRoute route, HistoryMetric metric, CancellationToken cancellationToken)
    {
        var points = new List<MetricPoint>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        DataField? field = Array.Find(reader.Schema.GetDataFields(), known => known.Name == HistoryMetrics.NameOf(metric));
        for (int i = 0; i < reader.RowGroupCount && field is not null; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            if (await ExpiryAsync(reader, group, cancellationToken) != route.Expiry)
            {
                continue;
            }

            long[] times = await ArchiveFormat.ReadAsync<long>(reader, group, s_time.Name, cancellationToken);
            var values = new double?[group.RowCount];
            await group.ReadAsync<double>(field, values, cancellationToken: cancellationToken);
            for (int row = 0; row < times.Length; row++)
            {
                if (values[row] is { } value)
                {
                    points.Add(new MetricPoint(times[row], value));
                }
            }
        }

        return points;
    }

    private static async Task<Expiry> ExpiryAsync(ParquetReader reader, ParquetRowGroupReader group, CancellationToken cancellationToken) =>
        ArchiveFormat.ExpiryOf((await ArchiveFormat.ReadTextAsync(reader, group, s_expiry.Name, cancellationToken))[0]);
}
