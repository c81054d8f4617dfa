using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>A leg over time, from the recorded states of its chain: each is put into a book, which values the leg as the live one did.</summary>
public static class LegSeries
{
    /// <summary>The leg's points of a range, oldest first; states in which nothing is known of it are left out.</summary>
    /// <param name="store">Holds the states.</param>
    /// <param name="product">The product's terms.</param>
    /// <param name="expiry">Of which chain.</param>
    /// <param name="strike">Which strike.</param>
    /// <param name="right">Call or put.</param>
    /// <param name="from">First instant, Unix microseconds.</param>
    /// <param name="to">Last instant, exclusive.</param>
    /// <param name="points">At most so many come out: the first state of each of so many equal parts of the range. Only those are valued.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<LegPoint> ReadAsync(
        IHistoryStore store,
        ProductSpec product,
        Expiry expiry,
        double strike,
        OptionRight right,
        long from,
        long to,
        int points,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        double width = Math.Max(1.0, (to - from) / (double)points);
        RowKey key = RowKey.Leg(strike, right);
        long part = -1;
        await foreach (MarketSnapshot state in store.SnapshotsAsync(new TickRoute(product.Id, expiry), from, to, cancellationToken))
        {
            long its = (long)((state.UnixMicroseconds - from) / width);
            if (its == part)
            {
                continue;
            }

            part = its;
            LegPoint point = At(BookOf(product, expiry, state), key, state.UnixMicroseconds);
            if (point.IsKnown)
            {
                yield return point;
            }
        }
    }

    /// <summary>The chain's first recorded state of a range that has legs; null when there is none.</summary>
    public static async Task<ChainBook?> FirstAsync(IHistoryStore store, ProductSpec product, Expiry expiry, long from, long to, CancellationToken cancellationToken)
    {
        await foreach (MarketSnapshot state in store.SnapshotsAsync(new TickRoute(product.Id, expiry), from, to, cancellationToken))
        {
            ChainBook book = BookOf(product, expiry, state);
            if (book.LegCount > 0)
            {
                return book;
            }
        }

        return null;
    }

    private static ChainBook BookOf(ProductSpec product, Expiry expiry, MarketSnapshot state)
    {
        var book = new ChainBook(product, expiry, ChainOptions.Default);
        book.Apply(SnapshotCodec.Decode(state.State).Ticks, state.ReceivedUnixMicroseconds);
        return book;
    }

    private static LegPoint At(ChainBook book, RowKey key, long unixMicroseconds) => new(
        unixMicroseconds,
        book.Cell(key, LegColumn.Bid),
        book.Cell(key, LegColumn.Ask),
        book.Cell(key, LegColumn.Last),
        book.Cell(key, LegColumn.Volume),
        book.Cell(key, LegColumn.Oi),
        book.Cell(key, LegColumn.Iv),
        book.Cell(key, LegColumn.Delta));
}
