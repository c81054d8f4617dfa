using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Api;

/// <summary>One chain, live.</summary>
internal static class ChainApi
{
    public static void Map(IEndpointRouteBuilder routes) => TableFinder.WithAt(routes.MapGet("/api/data/chain/{product}", GetAsync)).ForViewers()
        .WithTags("Chains").WithName("GetChain").WithSummary("A chain's live table")
        .WithDescription("As last published: equal to what the room `chain:PRODUCT:EXPIRY` shows at the same epoch and sequence. The ETag is strong: `\"epoch-sequence\"`, and behind them the options where there are any.")
        .Produces<ChainTableSchema>().Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .WithParameter("expiry", "string", "The expiry's date in the venue's zone, yyyy-MM-dd. The nearest live one by default.")
        .WithParameter("strikes", "integer", "Only so many strikes on each side of the ATM strike, and that one. All by default.")
        .WithParameter(
            "greeks",
            "string",
            "none: no Greeks. first (default): delta, gamma, theta, vega, rho. full: also vanna, charm, volga, veta, speed, zomma, color, ultima, dualDelta and dualGamma, computed from the published volatility: volatility "
            + "per percentage point (volga its square, ultima its cube), time per calendar day passing.")
        .WithParameter("fields", "string", ViewParameters.FieldsNote);

    private static async Task<IResult> GetAsync(string product, HttpRequest request, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        var parameters = new ParameterReader(request.Query);
        Expiry? expiry = parameters.Expiry("expiry");
        int? strikes = parameters.Integer("strikes", 0, ViewReader.MaxStrikes);
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable chain = await tables.FindAsync(TableKind.Chain, spec, expiry, at, cancellationToken);
        if (chain.Problem is { } problem)
        {
            return problem;
        }

        TableView view = ViewParameters.Read(parameters, chain.Id, strikes, parameters.Text("greeks"));
        return parameters.Fault ?? new LiveTableResult(chain.Id, chain.Table, view);
    }
}
