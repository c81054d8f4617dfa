using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A chain's smile, a product's surface and term structure, exposures and the volatility index: the live tables of those names, as last published.</summary>
internal static class AnalyticsApi
{
    private const string Equal = " As last published: equal to what the room shows at the same epoch and sequence; sequence 0 and null throughout while nothing was computed yet.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/products/{product}").WithTags("Analytics").ForViewers();
        Describe(group.MapGet("/smile", SmileAsync), "GetSmile", "A chain's smile")
            .WithDescription("The fitted slice with its certificate, and per strike the market's volatilities, the slice's and the risk-neutral density." + Equal)
            .Produces<SmileTableSchema>().WithParameter("fields", "string", ViewParameters.FieldsNote)
            .WithParameter("expiry", "string", "The expiry's date in the venue's zone, yyyy-MM-dd. The nearest live one by default.");
        Describe(group.MapGet("/surface", SurfaceAsync), "GetSurface", "A product's volatility surface")
            .WithDescription("A slice per expiry, free of butterfly arbitrage each and of calendar arbitrage among each other, with the certificate that they are and what it took." + Equal)
            .Produces<SurfaceTableSchema>().WithParameter("fields", "string", ViewParameters.FieldsNote)
            .WithParameter(
                "grid",
                "string",
                "Also `grid`: volatilities at so many points of log-moneyness and of time, as in 41x20, over where the slices have points, from the first expiry to the last. None by default.");
        Describe(group.MapGet("/term-structure", TermStructureAsync), "GetTermStructure", "A product's term structure of volatility")
            .WithDescription("Per expiry the volatility at the money and the one between expiries, from the surface of the same epoch and sequence.")
            .Produces<TermStructureAnswer>();
        Describe(group.MapGet("/exposures", ExposuresAsync), "GetExposures", "A product's or a chain's exposures")
            .WithDescription(
                "Gamma (GEX), delta, vanna and charm by open interest, calls counted plus and puts minus, in currency; the flip level, the call and the put wall. Of the product, a row per expiry; "
                + "with an expiry of that chain, a row per strike." + Equal)
            .Produces<ExposuresTableSchema>().WithParameter("fields", "string", ViewParameters.FieldsNote)
            .WithParameter("expiry", "string", "Only this expiry's chain, by its date in the venue's zone, yyyy-MM-dd. The sum over all by default.");
        Describe(group.MapGet("/volatility-index", IndexAsync), "GetVolatilityIndex", "A product's volatility index")
            .WithDescription("The index by Cboe's or India's method, in percent, and per expiry its variance and its part in it; where there is none, the status says why." + Equal)
            .Produces<VolatilityIndexTableSchema>().WithParameter("fields", "string", ViewParameters.FieldsNote);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => TableFinder.WithAt(route)
        .WithName(name).WithSummary(summary).Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<IResult> SmileAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken) =>
        ChainTableAsync(TableKind.Smile, product, new ParameterReader(request.Query), directory, tables, cancellationToken);

    private static async Task<IResult> SurfaceAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        var parameters = new ParameterReader(request.Query);
        if (parameters.Text("grid") is not { } text)
        {
            return await ProductTableAsync(TableKind.Surface, product, parameters, directory, tables, cancellationToken);
        }

        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        if (!SurfaceGrid.TryParse(text, out SurfaceGrid grid))
        {
            return Problem.BadParameter("grid", $"'grid' must be the points of log-moneyness (2 to 201) and of time (2 to 101), as in 41x20, not '{text}'.");
        }

        TableView view = ViewParameters.Read(parameters, IdOf(TableKind.Surface, spec));
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable found = await tables.FindAsync(TableKind.Surface, spec, null, at, cancellationToken);
        return found.Problem ?? new LiveTableResult(found.Id, found.Table, view, extra: writer => grid.Write(writer, found.Table), variant: text);
    }

    private static Task<IResult> IndexAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken) =>
        ProductTableAsync(TableKind.VolatilityIndex, product, new ParameterReader(request.Query), directory, tables, cancellationToken);

    private static Task<IResult> ExposuresAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        var parameters = new ParameterReader(request.Query);
        return parameters.Text("expiry") is null
            ? ProductTableAsync(TableKind.Exposures, product, parameters, directory, tables, cancellationToken)
            : ChainTableAsync(TableKind.Exposures, product, parameters, directory, tables, cancellationToken);
    }

    private static async Task<IResult> TermStructureAsync(
        string product, HttpContext http, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        var parameters = new ParameterReader(http.Request.Query);
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        (_, LiveUpdate surface, IResult? problem) = await tables.FindAsync(TableKind.Surface, spec, null, at, cancellationToken);
        return problem ?? (LiveTableResult.IsKnown(http, surface, TableView.Whole) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(TermStructureAnswer.Of(spec.Id, surface)));
    }

    private static async Task<IResult> ProductTableAsync(
        TableKind kind, string product, ParameterReader parameters, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        TableView view = ViewParameters.Read(parameters, IdOf(kind, spec));
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable found = await tables.FindAsync(kind, spec, null, at, cancellationToken);
        return found.Problem ?? new LiveTableResult(found.Id, found.Table, view);
    }

    private static async Task<IResult> ChainTableAsync(
        TableKind kind, string product, ParameterReader parameters, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        Expiry? expiry = parameters.Expiry("expiry");
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable found = await tables.FindAsync(kind, spec, expiry, at, cancellationToken);
        if (found.Problem is { } problem)
        {
            return problem;
        }

        TableView view = ViewParameters.Read(parameters, found.Id);
        return parameters.Fault ?? new LiveTableResult(found.Id, found.Table, view);
    }

    private static TableId IdOf(TableKind kind, ProductSpec product) => new(kind, new TickRoute(product.Id, Expiry.None));
}
