using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TradingAnalytics.WebFront.History;

/// <summary>What was recorded: metric series and bars.</summary>
internal static class HistoryApi
{
    private const int DefaultRows = 25_000;
    private const int MaxRows = 100_000;
    private const int MaxPoints = 20_000;
    private const string Forms = " Answered as JSON by pages, or whole as CSV or NDJSON, streamed.";

    private static readonly TimeSpan ListedFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsualMetrics = TimeSpan.FromDays(1);
    private static readonly TimeSpan MostMetrics = TimeSpan.FromDays(92);
    private static readonly Dictionary<string, HistoryMetric> Metrics = Enum.GetValues<HistoryMetric>().ToDictionary(HistoryMetrics.NameOf);

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/history/{product}").WithTags("History").ForViewers();
        Describe(group.MapGet("", GetAsync), "GetHistory", "What is recorded of a product").WithDescription("The product and each of its chains with the first and the last instant kept.").Produces<HistoryAnswer>();
        DescribeSeries(
            Describe(group.MapGet("/metrics", GetMetricsAsync), "GetMetricHistory", "A metric over time")
            .WithDescription("One value per second of market time in which anything of the chain changed; a value holds until the next." + Forms)
            .Produces<MetricSeriesJson>()
            .WithParameter("expiry", "string", "The chain's expiry, yyyy-MM-dd, live or over. Without it the product's own: spot, gex, flip, volatilityIndex.")
            .WithParameter("metric", "string", $"One of {string.Join(", ", HistoryMetrics.Names)}.")
            .WithParameter("points", "integer", $"Thins the range to at most so many points (2 to {MaxPoints}), keeping the least and the greatest of each part, so that no peak is lost. One answer, no pages."),
            "A day before `to` by default; at most 92 days.");
        DescribeSeries(
            Describe(group.MapGet("/bars", GetBarsAsync), "GetBarHistory", "Bars of the underlying over time")
            .WithDescription("Open, high, low and close, oldest first; bars that start in the range. A day is the venue's." + Forms)
            .Produces<BarSeriesJson>()
            .WithParameter("interval", "string", "Width of a bar: 1s, 1m (default), 5m or 1d."),
            "By default an hour before `to` for 1s, a day for 1m, 7 for 5m, 365 for 1d; at most 31, 366, 366, 3660 days.");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => route
        .WithName(name).WithSummary(summary).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static void DescribeSeries(RouteHandlerBuilder route, string from) => route
        .WithParameter("from", "string", $"First instant, ISO 8601 with offset, inclusive. {from}")
        .WithParameter("to", "string", "Last instant, ISO 8601 with offset, exclusive. Just after the newest kept by default.")
        .WithParameter("limit", "integer", $"Rows of a page of JSON, 1 to {MaxRows} ({DefaultRows}); `next` is the `from` of the next page.")
        .WithParameter("format", "string", "json, csv or ndjson; without it the Accept header decides (text/csv, application/x-ndjson).");

    private static async Task<IResult> GetAsync(
        string product, HttpResponse response, RouteDirectory directory, AnswerCache cache, IOptions<JsonOptions> json, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        response.Headers.CacheControl = "no-store";
        return new CachedResult(await cache.GetAsync(
            $"history {spec.Id}",
            ListedFor,
            async () => JsonSerializer.SerializeToUtf8Bytes(await ListAsync(spec, store), json.Value.SerializerOptions),
            cancellationToken));
    }

    private static async Task<HistoryAnswer> ListAsync(ProductSpec spec, IHistoryStore store)
    {
        IReadOnlyList<RecordedSeries> series = await store.SeriesAsync(spec.Id, CancellationToken.None);
        return new HistoryAnswer(
            spec.Id.ToString(),
            HistoryMetrics.Names,
            [.. Enum.GetValues<HistoryMetric>().Where(HistoryMetrics.IsOfProduct).Select(HistoryMetrics.NameOf)],
            [.. series.Select(kept => new HistorySeriesAnswer(
                kept.Route.IsChain ? kept.Route.Expiry.ToString() : null,
                DateTimeOffset.FromUnixTimeSeconds(kept.OldestUnixSeconds),
                DateTimeOffset.FromUnixTimeSeconds(kept.NewestUnixSeconds)))]);
    }

    private static async Task<IResult> GetMetricsAsync(string product, HttpRequest request, RouteDirectory directory, DaysOver days, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        var parameters = new ParameterReader(request.Query);
        Expiry expiry = parameters.Expiry("expiry") ?? Expiry.None;
        HistoryMetric metric = parameters.Choice("metric", HistoryMetric.Spot, Metrics);
        int? points = parameters.Integer("points", 2, MaxPoints);
        int limit = parameters.Integer("limit", 1, MaxRows) ?? DefaultRows;
        SeriesFormat format = SeriesFormats.Read(parameters, request);
        if (parameters.Text("metric") is null)
        {
            parameters.Refuse("metric", $"'metric' is missing: one of {string.Join(", ", HistoryMetrics.Names)}.");
        }
        else if (expiry.IsNone && !HistoryMetrics.IsOfProduct(metric))
        {
            parameters.Refuse("expiry", $"'{HistoryMetrics.NameOf(metric)}' is of a chain: say which by 'expiry'.");
        }

        var route = new TickRoute(spec.Id, expiry);
        IReadOnlyList<RecordedSeries> series = await store.SeriesAsync(spec.Id, cancellationToken);
        RecordedSeries kept = series.FirstOrDefault(one => one.Route == route);
        HistoryRange range = HistoryRange.Read(parameters, kept.NewestUnixSeconds, UsualMetrics, MostMetrics);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        if (kept.NewestUnixSeconds == 0)
        {
            return Problem.NotFound("No history", Missing(route, series));
        }

        IAsyncEnumerable<MetricPoint> Rows(CancellationToken stop)
        {
            IAsyncEnumerable<MetricPoint> rows = store.MetricsAsync(route, metric, range.From, range.To, stop);
            return points is { } most ? Extremes.KeepAsync(rows, range.From, range.To, most, stop) : rows;
        }

        bool isOver = range.To <= await days.UntilAsync(spec, cancellationToken);
        return new SeriesResult<MetricPoint>(
            format,
            Rows,
            static point => point.UnixSeconds,
            [new SeriesColumn<MetricPoint>("value", static point => point.Value)])
        {
            Head = [("product", spec.Id.ToString()), ("expiry", expiry.IsNone ? null : expiry.ToString()), ("metric", HistoryMetrics.NameOf(metric))],
            RowsName = "points",
            Limit = points is null ? limit : int.MaxValue,
            CacheKey = isOver ? string.Create(CultureInfo.InvariantCulture, $"metrics {route} {metric} {range.From} {range.To} {points} {limit}") : null,
        };
    }

    private static async Task<IResult> GetBarsAsync(string product, HttpRequest request, RouteDirectory directory, DaysOver days, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        var parameters = new ParameterReader(request.Query);
        BarWidth width = parameters.Choice("interval", BarWidth.All["1m"], BarWidth.All);
        int limit = parameters.Integer("limit", 1, MaxRows) ?? DefaultRows;
        SeriesFormat format = SeriesFormats.Read(parameters, request);
        long? newest = await store.NewestBarAsync(spec.Id, width.Kept, cancellationToken);
        HistoryRange range = HistoryRange.Read(parameters, newest ?? 0, width.Usual, width.Most);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        if (newest is null)
        {
            return Problem.NotFound("No history", $"No bars of {spec.Id} are recorded yet.");
        }

        return new SeriesResult<Bar>(
            format,
            stop => Bars(store, spec, width, range, stop),
            static bar => bar.StartUnixSeconds,
            [new("open", static bar => bar.Open), new("high", static bar => bar.High), new("low", static bar => bar.Low), new("close", static bar => bar.Close), new("ticks", static bar => bar.Ticks)])
        {
            Head = [("product", spec.Id.ToString()), ("interval", BarWidth.All.First(entry => entry.Value == width).Key)],
            RowsName = "bars",
            Limit = limit,
            CacheKey = width.FirstFrom(spec, range.To) <= await days.UntilAsync(spec, cancellationToken)
                ? string.Create(CultureInfo.InvariantCulture, $"bars {spec.Id} {width.Kept} {width.Seconds} {range.From} {range.To} {limit}") : null,
        };
    }

    /// <summary>Wide bars are whole at both ends of the range: of one that starts in it, what lies beyond its end is read too.</summary>
    private static IAsyncEnumerable<Bar> Bars(IHistoryStore store, ProductSpec spec, BarWidth width, HistoryRange range, CancellationToken cancellationToken)
    {
        if (width.IsKept)
        {
            return store.BarsAsync(spec.Id, width.Kept, range.From, range.To, cancellationToken);
        }

        long from = width.FirstFrom(spec, range.From);
        long to = width.FirstFrom(spec, range.To);
        return BarRollUp.RollUpAsync(store.BarsAsync(spec.Id, width.Kept, from, to, cancellationToken), width.StartOf(spec), cancellationToken);
    }

    internal static IResult? Find(string product, RouteDirectory directory, IServiceProvider services, out ProductSpec spec, out IHistoryStore store)
    {
        RouteLookup lookup = directory.FindProduct(product);
        spec = lookup.Product!;
        store = services.GetService<IHistoryStore>()!;
        return lookup.Product is null ? Problem.NotFound("Unknown product", lookup.Problem!)
            : store is null ? Problem.NotFound("No history", "This process keeps no history. In a cluster the silo that holds the market does, unless its History:Enabled is false.")
            : null;
    }

    private static string Missing(TickRoute route, IReadOnlyList<RecordedSeries> series)
    {
        string known = string.Join(", ", series.Where(kept => kept.Route.IsChain).Select(kept => kept.Route.Expiry));
        return route.IsChain && known.Length > 0 ? $"Nothing is recorded of {route}. Recorded expiries: {known}." : $"Nothing is recorded of {route} yet.";
    }
}
