using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.Api;

/// <summary>One chain, live.</summary>
internal static class ChainApi
{
    private const int MaxStrikes = 10_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/data/chain/{product}", GetAsync)
        .WithTags("Chains").WithName("GetChain").WithSummary("A chain's live table")
        .WithDescription("As last published: equal to what the room `chain:PRODUCT:EXPIRY` shows at the same epoch and sequence. The ETag is `\"epoch-sequence\"`.")
        .Produces<ChainTableSchema>().Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .WithParameter("expiry", "string", "The expiry's date in the venue's zone, yyyy-MM-dd. The nearest live one by default.")
        .WithParameter("strikes", "integer", "Only so many strikes on each side of the ATM strike, and that one. All by default.");

    private static async Task<IResult> GetAsync(string product, HttpRequest request, RouteDirectory directory, ILiveSource source, CancellationToken cancellationToken)
    {
        RouteLookup lookup = directory.FindProduct(product);
        if (lookup.Product is not { } spec)
        {
            return Problem.NotFound("Unknown product", lookup.Problem!);
        }

        var parameters = new ParameterReader(request.Query);
        Expiry? expiry = null;
        if (parameters.Text("expiry") is { } text)
        {
            if (Expiry.TryParse(text, out Expiry given))
            {
                expiry = given;
            }
            else
            {
                parameters.Refuse("expiry", $"'expiry' must be a date, yyyy-MM-dd, not '{text}'.");
            }
        }

        int? strikes = parameters.Integer("strikes", 0, MaxStrikes);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        TickRoute route = await RouteAsync(spec, expiry, directory, cancellationToken);
        RouteLookup chain = await directory.FindAsync(route, cancellationToken);
        if (chain.Problem is { } problem || expiry is null && !route.IsChain)
        {
            return Problem.NotFound("Unknown expiry", chain.Problem ?? $"There is no live chain of {spec.Id} yet: none of its legs has ticked.");
        }

        LiveUpdate table = await source.SnapshotAsync(route, cancellationToken);
        return new LiveTableResult(route, table, strikes is { } each ? StrikeWindow.Of(table, each) : null);
    }

    private static async ValueTask<TickRoute> RouteAsync(ProductSpec product, Expiry? expiry, RouteDirectory directory, CancellationToken cancellationToken)
    {
        if (expiry is { } given)
        {
            return new TickRoute(product.Id, given);
        }

        Expiry[] live = await directory.ExpiriesAsync(product.Id, cancellationToken);
        return new TickRoute(product.Id, live.Length == 0 ? Expiry.None : live[0]);
    }
}
