using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.History;

/// <summary>Says from when on the past of a product may still change: the days before are over and written.</summary>
internal sealed class DaysOver(ILiveSource source, TimeProvider time)
{
    /// <summary>The last rows of a day may wait for the disk after the next has begun.</summary>
    private static readonly TimeSpan s_writtenAfter = TimeSpan.FromHours(1);

    /// <summary>The start of the venue's day that is not over, by market time, in Unix seconds; where there is no market, by the clock.</summary>
    public async ValueTask<long> UntilAsync(ProductSpec product, CancellationToken cancellationToken)
    {
        LiveUpdate table = await source.SnapshotAsync(new TickRoute(product.Id, Expiry.None), cancellationToken);
        DateTimeOffset now = LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf) ?? time.GetUtcNow();
        return new VenueDay(product).StartOf((now - s_writtenAfter).ToUnixTimeSeconds());
    }
}
