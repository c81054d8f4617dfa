using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Api;

/// <summary>Bars of a product's underlying.</summary>
internal static class BarsApi
{
    private static readonly Dictionary<string, BarInterval> Intervals = new() { ["1s"] = BarInterval.OneSecond, ["1m"] = BarInterval.OneMinute };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/products/{product}/bars", GetAsync).ForViewers()
        .WithTags("Products").WithName("GetBars").WithSummary("Bars of the underlying")
        .WithDescription("Open, high, low and close, oldest first. Without a range: the hour up to the product's newest tick (its market time, which in a replay is not the clock's).")
        .Produces<IReadOnlyList<BarJson>>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .WithParameter("interval", "string", "Width of a bar: 1s or 1m (default).")
        .WithParameter("from", "string", "First instant, ISO 8601 with offset, inclusive. An hour before `to` by default.")
        .WithParameter("to", "string", "Last instant, ISO 8601 with offset, exclusive. Just after the newest tick by default.");

    private static async Task<IResult> GetAsync(
        string product, HttpRequest request, HttpResponse response, RouteDirectory directory, ILiveSource source, IGrainFactory grains, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        var parameters = new ParameterReader(request.Query);
        BarInterval interval = parameters.Choice("interval", BarInterval.OneMinute, Intervals);
        DateTimeOffset? from = parameters.Instant("from");
        DateTimeOffset? to = parameters.Instant("to");
        if (from > to)
        {
            parameters.Refuse("from", "'from' must not be after 'to'.");
        }

        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        response.Headers.CacheControl = "no-store";
        if (to is null)
        {
            LiveUpdate table = await source.SnapshotAsync(new TickRoute(spec.Id, Expiry.None), cancellationToken);
            to = LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf)?.AddSeconds(1);
        }

        if (to is not { } end)
        {
            return TypedResults.Ok(Array.Empty<BarJson>());
        }

        DateTimeOffset start = from ?? end.AddHours(-1);
        Bar[] bars = await grains.GetGrain<IProductGrain>(spec.Id.ToString()).Bars(interval, start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds()).WaitAsync(cancellationToken);
        return TypedResults.Ok(bars.Select(bar => new BarJson(DateTimeOffset.FromUnixTimeSeconds(bar.StartUnixSeconds), bar.Open, bar.High, bar.Low, bar.Close, bar.Ticks)).ToArray());
    }
}
