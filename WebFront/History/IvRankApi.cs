using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.History;

/// <summary>IV rank: volatility now among what it closed at on the recorded days.</summary>
internal static class IvRankApi
{
    private const int MaxReach = 3_650;

    private static readonly int s_index = VolatilityIndexTable.Schema.HeaderColumn("index");
    private static readonly int s_asOf = VolatilityIndexTable.Schema.HeaderColumn("asOf");
    private static readonly Dictionary<string, HistoryMetric> s_measures = new[] { HistoryMetric.VolatilityIndex, HistoryMetric.AtmIv }.ToDictionary(HistoryMetrics.NameOf);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/api/history/{product}").WithTags("History").ForViewers()
        .MapGet("/iv-rank", GetAsync).Costs(2).WithName("GetIvRank").WithSummary("IV rank and percentile")
        .WithDescription($"Volatility as last published among its recorded daily closes, with the number of days that stands on; without a rank, and the reason, when they are fewer than {DailyCloses.LeastDays}.")
        .Produces<IvRankAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithParameter("measure", "string", "volatilityIndex (default), or atmIv: of the chain that is and was the nearest.")
        .WithParameter("days", "integer", $"How many calendar days back the record is looked at, 1 to {MaxReach} ({DailyCloses.UsualReach}).");

    private static async Task<IResult> GetAsync(
        string product, HttpRequest request, RouteDirectory directory, ILiveSource source, AnswerCache cache, IServiceProvider services, TimeProvider time, CancellationToken cancellationToken)
    {
        if (HistoryApi.Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        var parameters = new ParameterReader(request.Query);
        HistoryMetric measure = parameters.Choice("measure", HistoryMetric.VolatilityIndex, s_measures);
        int reach = parameters.Integer("days", 1, MaxReach) ?? DailyCloses.UsualReach;
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        (double? now, DateTimeOffset? asOf) = measure == HistoryMetric.VolatilityIndex ? await IndexAsync(spec, source, cancellationToken) : await AtmIvAsync(spec, directory, source, cancellationToken);
        DateOnly today = spec.DateOf(asOf ?? time.GetUtcNow());
        CachedAnswer closes = await cache.GetRecordedAsync(
            string.Create(CultureInfo.InvariantCulture, $"closes {spec.Id} {measure} {today:yyyy-MM-dd} {reach}"),
            async () => JsonSerializer.SerializeToUtf8Bytes(await DailyCloses.ReadAsync(store, spec, measure, today.AddDays(-reach), today)),
            cancellationToken);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Rank(spec, measure, now, asOf, JsonSerializer.Deserialize<DailyCloses>(closes.Body)!));
    }

    private static IvRankAnswer Rank(ProductSpec product, HistoryMetric measure, double? now, DateTimeOffset? asOf, DailyCloses closes)
    {
        double[] values = closes.Values;
        string name = HistoryMetrics.NameOf(measure);
        string? reason = now is null ? $"There is no {name} of {product.Id} now." : closes.WhyNoRank(measure);
        double here = now ?? double.NaN;
        return new IvRankAnswer(
            product.Id.ToString(),
            name,
            now,
            asOf,
            closes.Rank(here),
            closes.Percentile(here),
            values.Length > 0 ? values.Min() : null,
            values.Length > 0 ? values.Max() : null,
            values.Length,
            closes.From,
            reason);
    }

    private static async Task<(double? Now, DateTimeOffset? AsOf)> IndexAsync(ProductSpec product, ILiveSource source, CancellationToken cancellationToken)
    {
        LiveUpdate table = await source.SnapshotAsync(new TableId(TableKind.VolatilityIndex, new TickRoute(product.Id, Expiry.None)), cancellationToken);
        return (LiveTables.Cell(table, RowKey.Header, s_index), LiveTables.Instant(table, RowKey.Header, s_asOf));
    }

    private static async Task<(double? Now, DateTimeOffset? AsOf)> AtmIvAsync(ProductSpec product, RouteDirectory directory, ILiveSource source, CancellationToken cancellationToken)
    {
        LiveUpdate table = await source.SnapshotAsync(new TickRoute(product.Id, Expiry.None), cancellationToken);
        DateTimeOffset? asOf = LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf);
        foreach (Expiry expiry in await directory.ExpiriesAsync(product.Id, cancellationToken))
        {
            if (product.CutOff(expiry) > asOf && LiveTables.Cell(table, RowKey.ForExpiry(expiry), ExpiryColumn.AtmIv) is { } iv)
            {
                return (iv, asOf);
            }
        }

        return (null, asOf);
    }
}
