using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.RateLimits;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.History;

/// <summary>Legs over time, and as a day began for them. A chain or leg of which nothing is recorded has no points: that is no fault of the question.</summary>
internal static class LegHistoryApi
{
    private const int DefaultPoints = 400;
    private const int MaxPoints = 2_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    private static readonly TimeSpan s_most = TimeSpan.FromDays(8);
    private static readonly Dictionary<string, OptionRight> s_rights = new() { ["call"] = OptionRight.Call, ["put"] = OptionRight.Put };

    private static readonly SeriesColumn<LegPoint>[] s_columns =
    [
        new("bid", static point => point.Bid), new("ask", static point => point.Ask), new("last", static point => point.Last), new("volume", static point => point.Volume),
        new("oi", static point => point.OpenInterest), new("iv", static point => point.ImpliedVolatility), new("delta", static point => point.Delta),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/history/{product}").WithTags("History").ForViewers();
        group.MapGet("/legs", LegAsync).Costs(2).WithName("GetLegHistory").WithSummary("A leg over time")
            .WithDescription("Price, volume, open interest, volatility and delta of an option from the recorded states of its chain (one a minute), each as it was published then. Answered as JSON, or as CSV or NDJSON.")
            .Produces<LegSeriesJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithParameter("expiry", "string", "The chain's expiry, yyyy-MM-dd, live or over.")
            .WithParameter("strike", "number", "The leg's strike.")
            .WithParameter("right", "string", "call or put.")
            .WithParameter("from", "string", $"First instant, ISO 8601 with offset. The beginning of the venue's day of `to` by default; at most {s_most.TotalDays:0} days before it.")
            .WithParameter("to", "string", "Last instant, exclusive. Just after the newest recorded by default.")
            .WithParameter("points", "integer", $"At most so many, 1 to {MaxPoints} ({DefaultPoints}): the first of each of so many equal parts of the range.")
            .WithParameter("format", "string", "json, csv or ndjson; without it the Accept header decides (text/csv, application/x-ndjson).");
        group.MapGet("/opening", OpeningAsync).WithName("GetChainOpening").WithSummary("A chain as its day began")
            .WithDescription("Prices and open interest of all legs as the day's first recorded state has them: what build-up is told from. What has not traded yet on that day is as the day before left it.")
            .Produces<ChainOpeningJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithParameter("expiry", "string", "The chain's expiry, yyyy-MM-dd.")
            .WithParameter("at", "string", "An instant of the day, ISO 8601 with offset; nothing newer is looked at. The newest recorded by default.");
    }

    private static async Task<IResult> LegAsync(string product, HttpRequest request, RouteDirectory directory, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (HistoryApi.Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        var parameters = new ParameterReader(request.Query);
        Expiry expiry = ReadExpiry(parameters);
        double strike = ReadStrike(parameters);
        OptionRight right = parameters.Choice("right", OptionRight.Call, s_rights);
        if (parameters.Text("right") is null)
        {
            parameters.Refuse("right", "'right' is missing: call or put.");
        }

        int points = parameters.Integer("points", 1, MaxPoints) ?? DefaultPoints;
        SeriesFormat format = SeriesFormats.Read(parameters, request);
        HistoryRange range = HistoryRange.Read(parameters, await NewestAsync(store, spec, cancellationToken), TimeSpan.Zero, s_most);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        long from = parameters.Text("from") is null ? new VenueDay(spec).StartOf(range.To - 1) : range.From;
        return new SeriesResult<LegPoint>(
            format,
            rows => LegSeries.ReadAsync(store, spec, expiry, strike, right, from * MicrosecondsPerSecond, range.To * MicrosecondsPerSecond, points, rows),
            static point => point.UnixMicroseconds / MicrosecondsPerSecond,
            s_columns)
        {
            Head =
            [
                ("product", spec.Id.ToString()), ("expiry", expiry.ToString()), ("strike", strike.ToString(CultureInfo.InvariantCulture)), ("right", right == OptionRight.Call ? "call" : "put"),
            ],
            RowsName = "points",
            Limit = int.MaxValue,
        };
    }

    private static async Task<IResult> OpeningAsync(
        string product, HttpRequest request, HttpResponse response, RouteDirectory directory, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (HistoryApi.Find(product, directory, services, out ProductSpec spec, out IHistoryStore store) is { } problem)
        {
            return problem;
        }

        var parameters = new ParameterReader(request.Query);
        Expiry expiry = ReadExpiry(parameters);
        DateTimeOffset? at = parameters.Instant("at");
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        DateTimeOffset until = at ?? DateTimeOffset.FromUnixTimeSeconds(await NewestAsync(store, spec, cancellationToken));
        long from = new VenueDay(spec).StartOf(until.ToUnixTimeSeconds()) * MicrosecondsPerSecond;
        ChainBook? book = await LegSeries.FirstAsync(store, spec, expiry, from, Tick.MicrosecondsOf(until) + MicrosecondsPerSecond, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ChainOpeningJson(
            spec.Id.ToString(),
            expiry.ToString(),
            spec.DateOf(until),
            book is null ? null : DateTimeOffset.UnixEpoch.AddTicks(book.AsOfUnixMicroseconds * TimeSpan.TicksPerMicrosecond),
            book is null ? [] : [.. book.View().Legs.Select(leg => new OpeningLegJson(leg.Strike, leg.Right == OptionRight.Call ? "call" : "put", Known(leg.Bid), Known(leg.Ask), Known(leg.Last), Known(leg.OpenInterest)))]));
    }

    private static Expiry ReadExpiry(ParameterReader parameters)
    {
        Expiry? expiry = parameters.Expiry("expiry");
        if (expiry is null)
        {
            parameters.Refuse("expiry", "'expiry' is missing: the chain's, yyyy-MM-dd.");
        }

        return expiry ?? Expiry.None;
    }

    private static double ReadStrike(ParameterReader parameters)
    {
        string? text = parameters.Text("strike");
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double strike) && double.IsFinite(strike) && strike > 0)
        {
            return strike;
        }

        parameters.Refuse("strike", text is null ? "'strike' is missing: the leg's." : $"'strike' must be a number above 0, not '{text}'.");
        return double.NaN;
    }

    /// <summary>The second of the product's newest recorded state.</summary>
    private static async Task<long> NewestAsync(IHistoryStore store, ProductSpec product, CancellationToken cancellationToken)
    {
        IReadOnlyList<RecordedDay> days = await store.DaysAsync(product.Id, cancellationToken);
        return days.Count == 0 ? 0 : days[^1].LastUnixMicroseconds / MicrosecondsPerSecond;
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
