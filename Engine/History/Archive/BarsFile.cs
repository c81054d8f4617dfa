using Parquet;
using Parquet.Schema;
using TradingAnalytics.Engine.Bars;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>A day's bars of the underlying: a row group for each width.</summary>
internal static class BarsFile
{
    private static readonly DataField<int> s_interval = new("interval_seconds");
    private static readonly DataField<long> s_time = new("unix_seconds");
    private static readonly DataField<double> s_open = new("open");
    private static readonly DataField<double> s_high = new("high");
    private static readonly DataField<double> s_low = new("low");
    private static readonly DataField<double> s_close = new("close");
    private static readonly DataField<int> s_ticks = new("ticks");

    /// <summary>Writes the series given, oldest first in each.</summary>
    public static async Task WriteAsync(Stream stream, IEnumerable<(BarInterval Interval, IReadOnlyCollection<Bar> Bars)> series, CancellationToken cancellationToken)
    {
        await using ParquetWriter writer =
            await ParquetWriter.CreateAsync(new ParquetSchema(s_interval, s_time, s_open, s_high, s_low, s_close, s_ticks), stream, ArchiveFormat.Options, cancellationToken: cancellationToken);
        foreach ((BarInterval interval, IReadOnlyCollection<Bar> bars) in series.Where(one => one.Bars.Count > 0))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(s_interval, bars.Select(_ => (int)interval).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<long>(s_time, bars.Select(bar => bar.StartUnixSeconds).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<double>(s_open, bars.Select(bar => bar.Open).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<double>(s_high, bars.Select(bar => bar.High).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<double>(s_low, bars.Select(bar => bar.Low).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<double>(s_close, bars.Select(bar => bar.Close).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<int>(s_ticks, bars.Select(bar => bar.Ticks).ToArray(), cancellationToken: cancellationToken);
        }
    }

    public static async Task<List<Bar>> ReadAsync(Stream stream, BarInterval interval, CancellationToken cancellationToken)
    {
        var bars = new List<Bar>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            if ((await ArchiveFormat.ReadAsync<int>(reader, group, s_interval.Name, cancellationToken))[0] != (int)interval)
            {
                continue;
            }

            long[] times = await ArchiveFormat.ReadAsync<long>(reader, group, s_time.Name, cancellationToken);
            double[] open = await ArchiveFormat.ReadAsync<double>(reader, group, s_open.Name, cancellationToken);
            double[] high = await ArchiveFormat.ReadAsync<double>(reader, group, s_high.Name, cancellationToken);
            double[] low = await ArchiveFormat.ReadAsync<double>(reader, group, s_low.Name, cancellationToken);
            double[] close = await ArchiveFormat.ReadAsync<double>(reader, group, s_close.Name, cancellationToken);
            int[] ticks = await ArchiveFormat.ReadAsync<int>(reader, group, s_ticks.Name, cancellationToken);
            for (int row = 0; row < times.Length; row++)
            {
                bars.Add(new Bar(times[row], open[row], high[row], low[row], close[row], ticks[row]));
            }
        }

        return bars;
    }
}
