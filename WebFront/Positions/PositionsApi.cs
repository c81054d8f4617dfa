using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>What a position of many legs is worth and can come to, in the market as last published or as it stood at an instant.</summary>
internal static class PositionsApi
{
    private const int Levels = 121;
    private const int MaxBody = 65_536;
    private const double LeastShift = -1;
    private const double MostShift = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/positions/analyse", AnalyseAsync).ForViewers()
        .WithTags("Positions").WithName("AnalysePosition").WithSummary("Analyse a position")
        .WithDescription(
            "Value, Greeks, pay-off, break-evens, extremes and chances of options, futures and the underlying of one product. Both options of a strike are valued at one volatility (of the one out of "
            + "the money, else of the other, else the smile's) on the chain's forward, so that parity holds; a moved underlying leaves each strike its volatility. Probability and mean profit are at the "
            + "nearest expiry, by the distribution its smile implies, else log-normal; they are of the risk-neutral measure. Nothing of it is kept. With `asOf` all of it is as the market stood then. 422: a leg has no value now.")
        .Accepts<PositionRequest>("application/json").Produces<PositionAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<IResult> AnalyseAsync(HttpContext http, RouteDirectory directory, TableFinder tables, IOptions<JsonOptions> json)
    {
        (PositionRequest? request, IResult? unreadable) = await ReadAsync(http.Request, json.Value.SerializerOptions);
        if (request is null)
        {
            return unreadable!;
        }

        RouteLookup lookup = directory.FindProduct(request.Product ?? "");
        if (lookup.Product is not { } product)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        if (request.Legs is not { Count: > 0 and <= PositionReader.MaxLegs } legs)
        {
            return Problem.BadParameter("legs", $"'legs' must be 1 to {PositionReader.MaxLegs} legs.");
        }

        if (request.VolatilityShift is not (>= LeastShift and <= MostShift))
        {
            return Problem.BadParameter("volatilityShift", $"'volatilityShift' must be from {LeastShift} to {MostShift}; 0.01 is one percentage point.");
        }

        var reader = new PositionReader();
        IReadOnlyList<Expiry> expiries = reader.ExpiriesOf(legs);
        if (reader.Fault is { } fault)
        {
            return fault;
        }

        (PositionMarket? market, IResult? problem) = await PositionMarket.ReadAsync(tables, product, expiries, request.AsOf, http.RequestAborted);
        if (market is null)
        {
            return problem!;
        }

        PricedLeg[] priced = [.. legs.Select((leg, index) => reader.Price(leg, index, market))];
        http.Response.Headers.CacheControl = "no-store";
        return reader.Fault ?? TypedResults.Ok(Answer(request, legs, priced, market));
    }

    private static PositionAnswer Answer(PositionRequest request, IReadOnlyList<PositionLegRequest> asked, PricedLeg[] legs, PositionMarket market)
    {
        ProductSpec product = market.Product;
        Expiry[] options = [.. asked.Where(leg => leg.Kind == TickKind.Leg).Select(leg => Expiry.Parse(leg.Expiry!)).Order()];
        ExpiryMarket? nearest = options.Length > 0 ? market[options[0]] : null;
        DateTimeOffset asOf = market.AsOf ?? default;
        DateTimeOffset at = request.At is { } wanted && wanted > asOf ? wanted : asOf;
        if (nearest is not null && at > product.CutOff(nearest.Expiry))
        {
            at = product.CutOff(nearest.Expiry);
        }

        var report = new PositionReport([.. legs.Select(leg => leg.Leg)], new PositionQuestion
        {
            Spot = market.Spot ?? nearest?.Spot,
            YearsAhead = nearest is null ? 0 : Math.Max(0, product.TimeToExpiryYears(nearest.Expiry, asOf) - product.TimeToExpiryYears(nearest.Expiry, at)),
            VolatilityShift = request.VolatilityShift,
            Volatility = nearest?.AtmIv,
            Slice = nearest?.Slice,
            Levels = Levels,
        });
        return new PositionAnswer(
            product.Id.ToString(),
            product.Currency,
            asOf,
            report.Reference,
            report.Cost,
            report.Greeks.Value,
            report.Greeks.Value - report.Cost,
            GreeksAnswer.Of(report.Greeks),
            PositionOutcomeAnswer.Of(report, nearest, nearest?.Slice is not null),
            new PositionScenarioAnswer(at, request.VolatilityShift, report.ValueThen, report.ValueThen - report.Cost),
            [.. legs.Select((leg, index) => leg.Answer(asked[index], report.Reference))],
            report.Payoff,
            market.Sources);
    }

    private static async Task<(PositionRequest? Request, IResult? Problem)> ReadAsync(HttpRequest request, JsonSerializerOptions options)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<PositionRequest>(request.Body, options, request.HttpContext.RequestAborted) is { } read
                ? (read, null)
                : (null, Unreadable("it is null"));
        }
        catch (JsonException exception)
        {
            return (null, Unreadable(exception.Message));
        }
    }

    private static IResult Unreadable(string reason) =>
        Problem.Of(StatusCodes.Status400BadRequest, "Unreadable position", $"The body could not be read as {{product, legs: [{{expiry, strike, right, lots}}]}}: {reason}");
}
