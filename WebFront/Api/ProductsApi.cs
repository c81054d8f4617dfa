using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TradingAnalytics.WebFront.Api;

/// <summary>What products there are, the live table of one with its contract terms, and its expiries.</summary>
internal static class ProductsApi
{
    /// <summary>They come of the catalogue, which is read at start.</summary>
    private static readonly TimeSpan s_termsFor = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/products").WithTags("Products").ForViewers();
        group.MapGet("/", ListAsync)
            .WithName("ListProducts").WithSummary("All products").WithDescription("The products of the catalogue, with their last spot and live expiries.")
            .Produces<IReadOnlyList<ProductSummary>>();
        TableFinder.WithAt(group.MapGet("/{product}", OneAsync))
            .WithName("GetProduct").WithSummary("One product").WithDescription("The product's live table as last published (the same as its room `product:…` shows), and its contract terms.")
            .Produces<ProductTableSchema>().WithParameter("fields", "string", ViewParameters.FieldsNote).ProducesProblem(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
        TableFinder.WithAt(group.MapGet("/{product}/expiries", ExpiriesAsync))
            .WithName("ListExpiries").WithSummary("A product's live expiries").WithDescription("Nearest first, each with its cut-off and its chain's headline; with `at` those of that instant.")
            .Produces<IReadOnlyList<ExpirySummary>>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpResponse response, RouteDirectory directory, ILiveSource source, CancellationToken cancellationToken)
    {
        ProductSummary[] products = await Task.WhenAll(directory.Products.Select(product => SummariseAsync(product, directory, source, cancellationToken)));
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(products);
    }

    private static async Task<IResult> OneAsync(
        string product, HttpRequest request, RouteDirectory directory, TableFinder tables, AnswerCache cache, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        if (directory.FindProduct(product) is not { Product: { } spec } lookup)
        {
            return Unknown(directory.FindProduct(product));
        }

        var parameters = new ParameterReader(request.Query);
        TableView view = ViewParameters.Read(parameters, new TickRoute(spec.Id, Expiry.None));
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable found = await tables.FindAsync(TableKind.Product, spec, null, at, cancellationToken);
        CachedAnswer contract = await cache.GetAsync(
            $"contract {spec.Id}", s_termsFor, () => Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(ContractTerms.Of(spec), json.Value.SerializerOptions)), cancellationToken);
        return found.Problem ?? new LiveTableResult(found.Id, found.Table, view, writer =>
        {
            writer.WritePropertyName("contract");
            writer.WriteRawValue(contract.Body, skipInputValidation: true);
        });
    }

    private static async Task<IResult> ExpiriesAsync(
        string product, HttpRequest request, HttpResponse response, RouteDirectory directory, TableFinder tables, CancellationToken cancellationToken)
    {
        if (directory.FindProduct(product) is not { Product: { } spec } lookup)
        {
            return Unknown(directory.FindProduct(product));
        }

        var parameters = new ParameterReader(request.Query);
        DateTimeOffset? at = parameters.Instant(TableFinder.At);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        FoundTable found = await tables.FindAsync(TableKind.Product, spec, null, at, cancellationToken);
        if (found.Problem is { } problem)
        {
            return problem;
        }

        // Of the past the table itself says which chains there were; of the present the directory does, also of one that has not reached the table yet.
        Expiry[] expiries = at is null
            ? await directory.ExpiriesAsync(spec.Id, cancellationToken)
            : [.. found.Table.Keys.Select(key => new RowKey(key)).Where(row => !row.IsHeader).Select(row => row.Expiry)];
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(expiries.Select(expiry => Summarise(spec, expiry, found.Table)).ToArray());
    }

    private static IResult Unknown(RouteLookup lookup) => Problem.NotFound("Unknown product", lookup.Problem!);

    private static async Task<ProductSummary> SummariseAsync(ProductSpec product, RouteDirectory directory, ILiveSource source, CancellationToken cancellationToken)
    {
        LiveUpdate table = await source.SnapshotAsync(new TickRoute(product.Id, Expiry.None), cancellationToken);
        Expiry[] expiries = await directory.ExpiriesAsync(product.Id, cancellationToken);
        return new ProductSummary(
            product.Id.ToString(),
            product.Name,
            product.Venue.Id,
            product.Currency,
            LiveTables.Cell(table, RowKey.Header, ProductColumn.Spot),
            LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf),
            [.. expiries.Select(expiry => expiry.ToString())]);
    }

    private static ExpirySummary Summarise(ProductSpec product, Expiry expiry, LiveUpdate table)
    {
        RowKey row = RowKey.ForExpiry(expiry);
        double? Cell(int column) => LiveTables.Cell(table, row, column);
        double? timeToExpiry = LiveTables.Instant(table, RowKey.Header, ProductColumn.AsOf) is { } asOf ? product.TimeToExpiryYears(expiry, asOf) : null;
        return new ExpirySummary(
            expiry.ToString(),
            product.CutOff(expiry),
            Cell(ExpiryColumn.TimeToExpiry) ?? timeToExpiry,
            product.LotSizeOf(expiry),
            (int)(Cell(ExpiryColumn.Legs) ?? 0),
            Cell(ExpiryColumn.Forward),
            ProductSchema.Table.Rows[ExpiryColumn.ForwardSource].Names![(int)(Cell(ExpiryColumn.ForwardSource) ?? 0)],
            Cell(ExpiryColumn.DiscountFactor),
            Cell(ExpiryColumn.AtmStrike),
            Cell(ExpiryColumn.AtmIv),
            Cell(ExpiryColumn.Straddle),
            Cell(ExpiryColumn.PcrOi),
            Cell(ExpiryColumn.PcrVolume),
            Cell(ExpiryColumn.MaxPain),
            Cell(ExpiryColumn.CallOi),
            Cell(ExpiryColumn.PutOi),
            Cell(ExpiryColumn.Future));
    }
}
