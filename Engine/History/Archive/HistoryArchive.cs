using System.Collections.Concurrent;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>
/// Days that are over, as Parquet: three files a day and product, written from any store and read by any tool. A day is there when its last file is. What was once read of a day's shape is remembered,
/// because days do not change.
/// </summary>
public sealed class HistoryArchive(IArchiveFiles files, ProductCatalogue catalogue)
{
    private readonly ConcurrentDictionary<ProductId, SortedSet<DateOnly>> _dates = new();
    private readonly ConcurrentDictionary<(ProductId Product, DateOnly Date), List<RecordedSeries>> _series = new();
    private readonly ConcurrentDictionary<(ProductId Product, DateOnly Date), List<StateGroup>> _states = new();

    /// <summary>When a day of the product's venue begins.</summary>
    public DateTimeOffset StartOf(ProductId product, DateOnly date)
    {
        TimeZoneInfo zone = Spec(product).Venue.Zone;
        DateTime midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>The archived days, oldest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DatesAsync(ProductId product, CancellationToken cancellationToken)
    {
        if (!_dates.TryGetValue(product, out SortedSet<DateOnly>? dates))
        {
            IReadOnlyList<string> names = await files.ListAsync(ArchiveNames.Of(product), cancellationToken);
            dates = [.. names.Select(ArchiveNames.DateOf).OfType<DateOnly>()];
            dates = _dates.GetOrAdd(product, dates);
        }

        lock (dates)
        {
            return [.. dates];
        }
    }

    /// <summary>Writes a day of a store.</summary>
    public async Task WriteAsync(IHistoryStore store, ProductId product, DateOnly date, CancellationToken cancellationToken)
    {
        long from = StartOf(product, date).ToUnixTimeSeconds();
        long to = StartOf(product, date.AddDays(1)).ToUnixTimeSeconds();
        IReadOnlyList<RecordedSeries> series = await store.SeriesAsync(product, cancellationToken);
        var metrics = new List<(TickRoute, IReadOnlyCollection<MetricRow>)>();
        var states = new List<IReadOnlyList<MarketSnapshot>>();
        foreach (RecordedSeries one in series)
        {
            metrics.Add((one.Route, await RowsAsync(store, one.Route, from, to, cancellationToken)));
            states.Add(await store.SnapshotsAsync(one.Route, from * 1_000_000, to * 1_000_000, cancellationToken).ToListAsync(cancellationToken));
        }

        var bars = new List<(BarInterval, IReadOnlyCollection<Bar>)>();
        foreach (BarInterval interval in Enum.GetValues<BarInterval>())
        {
            bars.Add((interval, await store.BarsAsync(product, interval, from, to, cancellationToken).ToListAsync(cancellationToken)));
        }

        await PutAsync(ArchiveNames.Of(product, date, ArchiveNames.Metrics), stream => MetricsFile.WriteAsync(stream, metrics, cancellationToken), cancellationToken);
        await PutAsync(ArchiveNames.Of(product, date, ArchiveNames.Bars), stream => BarsFile.WriteAsync(stream, bars, cancellationToken), cancellationToken);
        await PutAsync(ArchiveNames.Of(product, date, ArchiveNames.States), stream => StatesFile.WriteAsync(stream, states, cancellationToken), cancellationToken);
        await DatesAsync(product, cancellationToken);
        _series.TryRemove((product, date), out _);
        _states.TryRemove((product, date), out _);
        SortedSet<DateOnly> dates = _dates[product];
        lock (dates)
        {
            dates.Add(date);
        }
    }

    public async Task<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, DateOnly date, CancellationToken cancellationToken)
    {
        if (!_series.TryGetValue((product, date), out List<RecordedSeries>? series))
        {
            series = await ReadAsync(product, date, ArchiveNames.Metrics, stream => MetricsFile.SeriesAsync(stream, product, cancellationToken), cancellationToken);
            _series[(product, date)] = series;
        }

        return series;
    }

    public Task<List<MetricPoint>> MetricsAsync(TickRoute route, HistoryMetric metric, DateOnly date, CancellationToken cancellationToken) =>
        ReadAsync(route.Product, date, ArchiveNames.Metrics, stream => MetricsFile.ReadAsync(stream, route, metric, cancellationToken), cancellationToken);

    public Task<List<Bar>> BarsAsync(ProductId product, BarInterval interval, DateOnly date, CancellationToken cancellationToken) =>
        ReadAsync(product, date, ArchiveNames.Bars, stream => BarsFile.ReadAsync(stream, interval, cancellationToken), cancellationToken);

    /// <summary>All states of a route on a day.</summary>
    public async Task<List<MarketSnapshot>> StatesAsync(TickRoute route, DateOnly date, CancellationToken cancellationToken)
    {
        StateGroup[] groups = [.. (await GroupsAsync(route.Product, date, cancellationToken)).Where(group => group.Route == route)];
        return groups.Length == 0
            ? []
            : await ReadAsync(
                route.Product,
                date,
                ArchiveNames.States,
                stream => StatesFile.ReadAsync(stream, groups, long.MinValue, long.MaxValue, newestOnly: false, date.DayNumber, cancellationToken),
                cancellationToken);
    }

    /// <summary>The newest state at or before an instant of each route of a day.</summary>
    public async Task<List<MarketSnapshot>> NewestStatesAsync(ProductId product, DateOnly date, Expiry firstExpiry, long at, CancellationToken cancellationToken)
    {
        StateGroup[] groups =
        [
            .. (await GroupsAsync(product, date, cancellationToken))
                .Where(group => group.First <= at && (!group.Route.IsChain || group.Route.Expiry.CompareTo(firstExpiry) >= 0))
                .GroupBy(group => group.Route)
                .Select(route => route.MaxBy(group => group.First)),
        ];
        return groups.Length == 0
            ? []
            : await ReadAsync(
                product, date, ArchiveNames.States, stream => StatesFile.ReadAsync(stream, groups, long.MinValue, at + 1, newestOnly: true, date.DayNumber, cancellationToken), cancellationToken);
    }

    /// <summary>What of the product's own states a day holds.</summary>
    public async Task<RecordedDay> DayAsync(ProductId product, DateOnly date, CancellationToken cancellationToken)
    {
        StateGroup[] own = [.. (await GroupsAsync(product, date, cancellationToken)).Where(group => !group.Route.IsChain)];
        return own.Length == 0 ? default : new RecordedDay(date, own[0].First, own[^1].Last, own.Sum(group => group.States));
    }

    private async Task<List<StateGroup>> GroupsAsync(ProductId product, DateOnly date, CancellationToken cancellationToken)
    {
        if (!_states.TryGetValue((product, date), out List<StateGroup>? groups))
        {
            groups = await ReadAsync(product, date, ArchiveNames.States, stream => StatesFile.GroupsAsync(stream, product, cancellationToken), cancellationToken);
            _states[(product, date)] = groups;
        }

        return groups;
    }

    private ProductSpec Spec(ProductId product) => catalogue.Find(product) ?? throw new ArgumentException($"There is no product {product}.", nameof(product));

    private async Task PutAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await write(content);
        content.Position = 0;
        await files.WriteAsync(name, content, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(ProductId product, DateOnly date, string file, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        string name = ArchiveNames.Of(product, date, file);
        try
        {
            await using Stream stream = await files.OpenAsync(name, cancellationToken) ?? throw new HistoryUnavailableException($"The archived file {name} is not there any more.");
            return await read(stream);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new HistoryUnavailableException($"The archived file {name} cannot be read: {failure.Message}", failure);
        }
    }

    private static async Task<IReadOnlyCollection<MetricRow>> RowsAsync(IHistoryStore store, TickRoute route, long from, long to, CancellationToken cancellationToken)
    {
        var rows = new SortedDictionary<long, MetricRow>();
        foreach (HistoryMetric metric in Enum.GetValues<HistoryMetric>())
        {
            await foreach (MetricPoint point in store.MetricsAsync(route, metric, from, to, cancellationToken))
            {
                if (!rows.TryGetValue(point.UnixSeconds, out MetricRow? row))
                {
                    var values = new double[HistoryMetrics.Count];
                    Array.Fill(values, double.NaN);
                    row = new MetricRow(route, point.UnixSeconds, values);
                    rows.Add(point.UnixSeconds, row);
                }

                row.Values[(int)metric] = point.Value;
            }
        }

        return rows.Values;
    }
}
