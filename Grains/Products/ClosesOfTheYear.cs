using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.History;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Grains.Products;

/// <summary>
/// Asks the history once a market day what the volatility index closed at in the year before, without keeping the grain waiting. A history that does not answer is asked again a minute later; without one
/// there are no closes.
/// </summary>
internal sealed partial class ClosesOfTheYear(ProductSpec product, IHistoryStore? store, Action<DailyCloses> take, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    private DateOnly _day;
    private long? _failedAt;
    private bool _asking;

    /// <summary>Market time has come to be this, in Unix microseconds; NaN or 0: there is none yet.</summary>
    public void Follow(double unixMicroseconds)
    {
        if (store is null || _asking || !(unixMicroseconds > 0) || (_failedAt is { } failed && time.GetElapsedTime(failed) < AskAgainAfter))
        {
            return;
        }

        DateOnly today = product.DateOf(DateTimeOffset.UnixEpoch.AddMicroseconds(unixMicroseconds));
        if (today != _day)
        {
            _asking = true;
            _ = AskAsync(store, today);
        }
    }

    private async Task AskAsync(IHistoryStore history, DateOnly today)
    {
        try
        {
            // A year of days is read from a disk: not on the grain's turn.
            DailyCloses closes = await Task.Run(() => DailyCloses.ReadAsync(history, product, HistoryMetric.VolatilityIndex, today.AddDays(-DailyCloses.UsualReach), today));
            (_day, _failedAt) = (today, null);
            take(closes);
        }
        catch (Exception failure)
        {
            _failedAt = time.GetTimestamp();
            LogFailed(failure, product.Id.ToString());
        }
        finally
        {
            _asking = false;
        }
    }

    [LoggerMessage(3050, LogLevel.Warning, "The daily closes of {Product} could not be read: its IV rank stays as it was, and they are asked for again in a minute")]
    private partial void LogFailed(Exception exception, string product);
}
