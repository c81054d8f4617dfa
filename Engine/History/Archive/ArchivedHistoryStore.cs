using System.Runtime.CompilerServices;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>
/// A store with an archive behind it. Days older than so many are written to the archive before anything is dropped, and questions that reach behind the store's first row are answered from there: the
/// same questions, the same answers.
/// </summary>
/// <param name="store">Holds the newest days.</param>
/// <param name="archive">Holds the others.</param>
/// <param name="catalogue">Whose days are archived.</param>
/// <param name="after">How many days behind a product's newest one a day is archived.</param>
public sealed class ArchivedHistoryStore(IHistoryStore store, HistoryArchive archive, ProductCatalogue catalogue, int after) : IHistoryStore
{
    public long Bytes => store.Bytes;

    public ValueTask WriteAsync(HistoryBatch batch, CancellationToken cancellationToken) => store.WriteAsync(batch, cancellationToken);

    public async ValueTask<IReadOnlyList<RecordedSeries>> SeriesAsync(ProductId product, CancellationToken cancellationToken)
    {
        var all = new SortedDictionary<Expiry, RecordedSeries>();
        foreach (RecordedSeries series in await store.SeriesAsync(product, cancellationToken))
        {
            all[series.Route.Expiry] = series;
        }

        foreach (DateOnly date in await archive.DatesAsync(product, cancellationToken))
        {
            foreach (RecordedSeries series in await archive.SeriesAsync(product, date, cancellationToken))
            {
                all[series.Route.Expiry] = all.TryGetValue(series.Route.Expiry, out RecordedSeries known)
                    ? known with { OldestUnixSeconds = Math.Min(known.OldestUnixSeconds, series.OldestUnixSeconds), NewestUnixSeconds = Math.Max(known.NewestUnixSeconds, series.NewestUnixSeconds) }
                    : series;
            }
        }

        return [.. all.Values];
    }

    public IAsyncEnumerable<MetricPoint> MetricsAsync(TickRoute route, HistoryMetric metric, long from, long to, CancellationToken cancellationToken) => JoinAsync(
        store.MetricsAsync(route, metric, from, to, cancellationToken),
        async date => await archive.MetricsAsync(route, metric, date, cancellationToken),
        static point => point.UnixSeconds,
        route.Product,
        from,
        to,
        1,
        cancellationToken);

    public IAsyncEnumerable<Bar> BarsAsync(ProductId product, BarInterval interval, long from, long to, CancellationToken cancellationToken) => JoinAsync(
        store.BarsAsync(product, interval, from, to, cancellationToken),
        async date => await archive.BarsAsync(product, interval, date, cancellationToken),
        static bar => bar.StartUnixSeconds,
        product,
        from,
        to,
        1,
        cancellationToken);

    public ValueTask<long?> NewestBarAsync(ProductId product, BarInterval interval, CancellationToken cancellationToken) => store.NewestBarAsync(product, interval, cancellationToken);

    public async ValueTask<IReadOnlyList<MarketSnapshot>> SnapshotsAsync(ProductId product, Expiry firstExpiry, long atUnixMicroseconds, CancellationToken cancellationToken)
    {
        IReadOnlyList<MarketSnapshot> held = await store.SnapshotsAsync(product, firstExpiry, atUnixMicroseconds, cancellationToken);
        if (held.Any(snapshot => !snapshot.Route.IsChain))
        {
            return held;
        }

        foreach (DateOnly date in (await archive.DatesAsync(product, cancellationToken)).Reverse())
        {
            if (Tick.MicrosecondsOf(archive.StartOf(product, date)) <= atUnixMicroseconds
                && await archive.NewestStatesAsync(product, date, firstExpiry, atUnixMicroseconds, cancellationToken) is { Count: > 0 } states)
            {
                return states;
            }
        }

        return held;
    }

    public IAsyncEnumerable<MarketSnapshot> SnapshotsAsync(TickRoute route, long from, long to, CancellationToken cancellationToken) => JoinAsync(
        store.SnapshotsAsync(route, from, to, cancellationToken),
        async date => await archive.StatesAsync(route, date, cancellationToken),
        static snapshot => snapshot.UnixMicroseconds,
        route.Product,
        from,
        to,
        1_000_000,
        cancellationToken);

    public async ValueTask<IReadOnlyList<RecordedDay>> DaysAsync(ProductId product, CancellationToken cancellationToken)
    {
        var days = new SortedDictionary<DateOnly, RecordedDay>();
        foreach (DateOnly date in await archive.DatesAsync(product, cancellationToken))
        {
            days[date] = await archive.DayAsync(product, date, cancellationToken);
        }

        foreach (RecordedDay day in await store.DaysAsync(product, cancellationToken))
        {
            if (!days.TryGetValue(day.Date, out RecordedDay archived) || day.Snapshots >= archived.Snapshots)
            {
                days[day.Date] = day;
            }
        }

        return [.. days.Values.Where(day => day.Snapshots > 0)];
    }

    /// <inheritdoc/>
    /// <remarks>What could not be archived is not dropped: it is tried again the next time.</remarks>
    public async ValueTask<long> TrimAsync(HistoryRetention retention, CancellationToken cancellationToken)
    {
        foreach (ProductSpec product in catalogue.Products)
        {
            IReadOnlyList<RecordedDay> days = await store.DaysAsync(product.Id, cancellationToken);
            IReadOnlyList<DateOnly> archived = await archive.DatesAsync(product.Id, cancellationToken);
            foreach (RecordedDay day in days.Where(day => day.Date.AddDays(after) < days[^1].Date && !archived.Contains(day.Date)))
            {
                await archive.WriteAsync(store, product.Id, day.Date, cancellationToken);
            }
        }

        return await store.TrimAsync(retention, cancellationToken);
    }

    /// <summary>What the archive has of before the store's first row in the range, then the store's rows.</summary>
    private async IAsyncEnumerable<T> JoinAsync<T>(
        IAsyncEnumerable<T> held, Func<DateOnly, Task<List<T>>> read, Func<T, long> at, ProductId product, long from, long to, long perSecond, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<T> rows = held.GetAsyncEnumerator(cancellationToken);
        bool any = await rows.MoveNextAsync();
        long end = any ? at(rows.Current) : to;
        foreach (DateOnly date in await archive.DatesAsync(product, cancellationToken))
        {
            if (archive.StartOf(product, date).ToUnixTimeSeconds() >= end / perSecond || archive.StartOf(product, date.AddDays(1)).ToUnixTimeSeconds() <= from / perSecond)
            {
                continue;
            }

            foreach (T row in await read(date))
            {
                if (at(row) >= from && at(row) < end)
                {
                    yield return row;
                }
            }
        }

        for (; any; any = await rows.MoveNextAsync())
        {
            yield return rows.Current;
        }
    }
}
