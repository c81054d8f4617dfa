using System.Globalization;
using TradingAnalytics.Analytics.Chains;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>What a measure of volatility closed at on each recorded day that has one, and where a value stands among these: IV rank and percentile.</summary>
/// <param name="From">The first of these days; null when there is none.</param>
/// <param name="Values">A number a day, oldest first.</param>
public sealed record DailyCloses(DateOnly? From, double[] Values)
{
    /// <summary>A record of fewer days says nothing of what is high or low.</summary>
    public const int LeastDays = 5;

    /// <summary>So many calendar days back the record is looked at where nobody says otherwise.</summary>
    public const int UsualReach = 365;

    /// <summary>A day's last number is looked for so long before its last snapshot: metrics have a row only where one changed.</summary>
    private const long ReachSeconds = 900;
    private const long SnapshotStepSeconds = 60;

    /// <summary>No record.</summary>
    public static DailyCloses None { get; } = new(null, []);

    /// <param name="store">Holds days and metrics.</param>
    /// <param name="product">Whose.</param>
    /// <param name="metric">The index of the product, or of the chain that was nearest on each day the volatility at the money.</param>
    /// <param name="from">The first day.</param>
    /// <param name="before">The day that is not over.</param>
    public static async Task<DailyCloses> ReadAsync(IHistoryStore store, ProductSpec product, HistoryMetric metric, DateOnly from, DateOnly before)
    {
        IReadOnlyList<RecordedSeries> series = HistoryMetrics.IsOfProduct(metric) ? [] : await store.SeriesAsync(product.Id, CancellationToken.None);
        DateOnly? first = null;
        var values = new List<double>();
        foreach (RecordedDay day in await store.DaysAsync(product.Id, CancellationToken.None))
        {
            if (day.Date < from || day.Date >= before)
            {
                continue;
            }

            long end = day.LastUnixMicroseconds / 1_000_000;
            double last = double.NaN;
            if (RouteAt(product, metric, series, end) is { } route)
            {
                await foreach (MetricPoint point in store.MetricsAsync(route, metric, end - ReachSeconds, end + SnapshotStepSeconds, CancellationToken.None))
                {
                    last = point.Value;
                }
            }

            if (double.IsFinite(last))
            {
                first ??= day.Date;
                values.Add(last);
            }
        }

        return new DailyCloses(first, [.. values]);
    }

    /// <summary>Why nothing has a rank among these; null when a value has one.</summary>
    public string? WhyNoRank(HistoryMetric metric) =>
        Values.Length < LeastDays ? string.Create(CultureInfo.InvariantCulture, $"{Values.Length} daily closes of {HistoryMetrics.NameOf(metric)} are recorded; a rank needs {LeastDays}.")
        : Values.AsSpan().ContainsAnyExcept(Values[0]) ? null
        : "All recorded closes are equal.";

    /// <summary>(now − low)/(high − low), beyond 0…1 at a new extreme; null without enough of a record, a range, or a number.</summary>
    public double? Rank(double now) => Values.Length < LeastDays ? null : HistoryRank.Rank(Values, now);

    /// <summary>The share of closes below now; null where there is no rank.</summary>
    public double? Percentile(double now) => Rank(now) is null ? null : HistoryRank.Percentile(Values, now);

    private static TickRoute? RouteAt(ProductSpec product, HistoryMetric metric, IReadOnlyList<RecordedSeries> series, long second)
    {
        if (HistoryMetrics.IsOfProduct(metric))
        {
            return new TickRoute(product.Id, Expiry.None);
        }

        foreach (RecordedSeries kept in series)
        {
            if (kept.Route.IsChain && kept.OldestUnixSeconds <= second && product.CutOff(kept.Route.Expiry).ToUnixTimeSeconds() > second)
            {
                return kept.Route;
            }
        }

        return null;
    }
}
