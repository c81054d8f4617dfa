using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Api;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.History;

/// <summary>What instants of the past can be looked at, and two of them side by side.</summary>
internal static class PastApi
{
    private static readonly Dictionary<string, TableKind> s_tables = new()
    {
        ["chain"] = TableKind.Chain, ["product"] = TableKind.Product, ["smile"] = TableKind.Smile, ["exposures"] = TableKind.Exposures,
        ["surface"] = TableKind.Surface, ["volatility-index"] = TableKind.VolatilityIndex,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/history/{product}").WithTags("History").ForViewers();
        group.MapGet("/days", DaysAsync).WithName("GetRecordedDays").WithSummary("Which days can be looked at")
            .WithDescription("The days on which the product's state was recorded, with the first and the last instant of each: within them every table can be had with `at`.")
            .Produces<RecordedDaysAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/compare", CompareAsync).Costs(2).WithName("CompareInstants").WithSummary("A table at two instants, side by side")
            .WithDescription("Each cell as `{from, to, change}`; the change of numbers only. Rows that only one instant has are there, with null for the other.")
            .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithParameter("table", "string", $"One of {string.Join(", ", s_tables.Keys)}; chain by default.")
            .WithParameter("expiry", "string", "Of which chain, yyyy-MM-dd. The nearest that was live at `from` by default; for exposures the product's sums.")
            .WithParameter("from", "string", "The earlier instant, ISO 8601 with offset.")
            .WithParameter("to", "string", "The later instant. Now by default.")
            .WithParameter("strikes", "integer", "Of a chain: only so many strikes on each side of the money at `to`.")
            .WithParameter("fields", "string", ViewParameters.FieldsNote);
        routes.MapGroup("/api/history/{product}").WithTags("History").ForFeeds()
            .MapPost("/snapshots", TakeAsync).Costs(5).WithName("TakeSnapshot").WithSummary("Keep the state as it is now")
            .WithDescription("The state of the product and of its live chains is kept at once, beside those of each minute, and answered for when it is in the store. Feeds and admins.")
            .Produces<SnapshotsAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> TakeAsync(string product, HttpContext http, RouteDirectory directory, Audit audit, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (HistoryApi.Find(product, directory, services, out ProductSpec spec, out _) is { } problem)
        {
            return problem;
        }

        if (services.GetService<ISnapshotRequests>() is not { } requests)
        {
            return Problem.NotFound("No history", "This process records nothing. Ask one that runs a silo.");
        }

        IReadOnlyList<MarketSnapshot> taken = await requests.TakeAsync(spec.Id, cancellationToken);
        if (taken.Count == 0)
        {
            return Problem.NotFound("Nothing to keep", $"{spec.Id} has not ticked yet: there is no state to keep.");
        }

        await audit.RecordAsync(http, "history.snapshot", spec.Id.ToString(), $"{taken.Count} states at {TimeOf(taken[0].UnixMicroseconds).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}");
        return TypedResults.Ok(new SnapshotsAnswer(
            spec.Id.ToString(),
            [.. taken.Select(kept => new SnapshotJson(kept.Route.IsChain ? kept.Route.Expiry.ToString() : null, TimeOf(kept.UnixMicroseconds), kept.State.Length))]));
    }

    private static async Task<IResult> DaysAsync(string product, HttpResponse response, RouteDirectory directory, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (HistoryApi.Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        IReadOnlyList<RecordedDay> days = await store.DaysAsync(spec.Id, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RecordedDaysAnswer(
            spec.Id.ToString(),
            days.Count > 0 ? TimeOf(days[0].FirstUnixMicroseconds) : null,
            days.Count > 0 ? TimeOf(days[^1].LastUnixMicroseconds) : null,
            [.. days.Select(day => new RecordedDayJson(day.Date, TimeOf(day.FirstUnixMicroseconds), TimeOf(day.LastUnixMicroseconds), day.Snapshots))]));
    }

    private static async Task<IResult> CompareAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, TimeProvider time, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        var parameters = new ParameterReader(request.Query);
        TableKind kind = parameters.Choice("table", TableKind.Chain, s_tables);
        Expiry? expiry = parameters.Expiry("expiry");
        int? strikes = parameters.Integer("strikes", 0, ViewReader.MaxStrikes);
        DateTimeOffset? from = parameters.Instant("from");
        DateTimeOffset to = parameters.Instant("to") ?? time.GetUtcNow();
        if (from is null)
        {
            parameters.Refuse("from", "'from' is missing: an ISO 8601 instant with offset (2026-08-18T09:15:00Z).");
        }
        else if (from > to)
        {
            parameters.Refuse("from", "'from' must not be after 'to'.");
        }

        if (expiry is not null && kind is TableKind.Product or TableKind.Surface or TableKind.VolatilityIndex)
        {
            parameters.Refuse("expiry", "That table is the product's as a whole: leave 'expiry' out.");
        }

        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable before = await tables.FindAsync(kind, spec, expiry, from, cancellationToken);
        if (before.Problem is { } nothing)
        {
            return nothing;
        }

        FoundTable after = await tables.FindAsync(kind, spec, before.Id.Route.IsChain ? before.Id.Route.Expiry : null, to, cancellationToken);
        if (after.Problem is { } gone)
        {
            return gone;
        }

        TableView view = ViewParameters.Read(parameters, before.Id, strikes);
        return parameters.Fault ?? new ComparisonResult(before.Id, view, before.Table, after.Table);
    }

    private static DateTimeOffset TimeOf(long unixMicroseconds) => DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);
}
