using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Alerts;

/// <summary>The caller's own alerts: nobody sees another's. See docs/alerts.md.</summary>
internal static class AlertsApi
{
    private const int MaxBody = 8_192;
    private const int MaxHistory = 10_000;
    private const int DefaultHistory = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/alerts").WithTags("Alerts").ForViewers().WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        group.MapGet("/", ListAsync).WithName("ListAlerts").WithSummary("The caller's alert rules").WithDescription("By id, each with what became of it. The room `alerts` shows that part live.")
            .Produces<IReadOnlyList<AlertAnswer>>();
        group.MapPost("/", CreateAsync).WithName("CreateAlert").WithSummary("Make an alert rule").WithDescription("At work when it is answered.")
            .Produces<AlertAnswer>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/fired", FiredAsync).WithName("ListFiredAlerts").WithSummary("What fired").WithDescription("Newest first.")
            .Produces<IReadOnlyList<AlertFiredJson>>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithParameter("limit", "integer", $"At most so many, 1 to {MaxHistory}; {DefaultHistory} by default. As many are kept as `Alerts:MaxHistory` says (200).");
        group.MapGet("/dead-letters", LettersAsync).WithName("ListAlertDeadLetters").WithSummary("Webhook deliveries that were given up").WithDescription("Newest first, each with the reason.")
            .Produces<IReadOnlyList<AlertLetterAnswer>>();
        group.MapPost("/secret", SecretAsync).WithName("NewAlertSecret").WithSummary("Make a new secret to sign webhooks with")
            .WithDescription("The answer holds it, this once; the one before signs no more. Without one webhooks are not signed.").Produces<AlertSecretAnswer>();
        group.MapGet("/{id}", FindAsync).WithName("GetAlert").WithSummary("An alert rule").WithDescription("With what became of it.")
            .Produces<AlertAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}", ChangeAsync).WithName("ChangeAlert").WithSummary("Change an alert rule").WithDescription("To exactly this; what it has seen is forgotten, its cool-down is kept.")
            .Produces<AlertAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapDelete("/{id}", RemoveAsync).WithName("RemoveAlert").WithSummary("Remove an alert rule").WithDescription("What it fired stays in the history.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains)
    {
        NoStore(http);
        return TypedResults.Ok((await Of(http, grains).List().WaitAsync(http.RequestAborted)).Select(AlertAnswer.Of).ToArray());
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, IGrainFactory grains)
    {
        NoStore(http);
        AlertStanding[] rules = await Of(http, grains).List().WaitAsync(http.RequestAborted);
        return TryRead(id, out int number) && rules.FirstOrDefault(standing => standing.Rule.Id == number) is { } found ? TypedResults.Ok(AlertAnswer.Of(found)) : Unknown(id);
    }

    private static Task<IResult> CreateAsync(AlertRequest request, HttpContext http, IGrainFactory grains, AlertReader reader) => PutAsync(request, 0, http, grains, reader);

    private static async Task<IResult> ChangeAsync(string id, AlertRequest request, HttpContext http, IGrainFactory grains, AlertReader reader) =>
        TryRead(id, out int number) ? await PutAsync(request, number, http, grains, reader) : Unknown(id);

    private static async Task<IResult> PutAsync(AlertRequest request, int id, HttpContext http, IGrainFactory grains, AlertReader reader)
    {
        NoStore(http);
        (AlertRule? rule, AlertFault? fault) = await reader.ReadAsync(request, http.User.Identity!.Name!, id, http.RequestAborted);
        if (rule is null)
        {
            return Problem.BadParameter(fault!.Name, fault.Detail);
        }

        AlertChange change = await Of(http, grains).Put(rule).WaitAsync(http.RequestAborted);
        return change switch
        {
            { Result: AlertChangeResult.Stored, Standing: { } stored } => id == 0 ? TypedResults.Created($"/api/alerts/{stored.Rule.Id}", AlertAnswer.Of(stored)) : TypedResults.Ok(AlertAnswer.Of(stored)),
            { Result: AlertChangeResult.Unknown } => Unknown(id.ToString(CultureInfo.InvariantCulture)),
            { Result: AlertChangeResult.WebhookRefused } => Problem.BadParameter("webhook", "'webhook' leads to this machine or a private network, which this server does not call (Alerts:AllowPrivateWebhooks)."),
            { Result: AlertChangeResult.Crowded } => Problem.Of(StatusCodes.Status409Conflict, "Too many alerts", $"{rule.Metric.Table} is watched by as many rules as it may be, of all users (Alerts:MaxRulesWatched)."),
            _ => Problem.Of(StatusCodes.Status409Conflict, "Too many alerts", "You have as many rules as you may (Alerts:MaxRules): remove one first."),
        };
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, IGrainFactory grains) =>
        TryRead(id, out int number) && await Of(http, grains).Remove(number).WaitAsync(http.RequestAborted) ? TypedResults.NoContent() : Unknown(id);

    private static async Task<IResult> FiredAsync(HttpContext http, IGrainFactory grains)
    {
        var parameters = new ParameterReader(http.Request.Query);
        int limit = parameters.Integer("limit", 1, MaxHistory) ?? DefaultHistory;
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        NoStore(http);
        AlertRecord[] fired = await Of(http, grains).History(limit).WaitAsync(http.RequestAborted);
        return TypedResults.Ok(fired.Select(record => AlertJson.Of(record.Number, record.Rule, record.Firing)).ToArray());
    }

    private static async Task<IResult> LettersAsync(HttpContext http, IGrainFactory grains)
    {
        NoStore(http);
        return TypedResults.Ok((await Of(http, grains).Letters().WaitAsync(http.RequestAborted)).Select(AlertLetterAnswer.Of).ToArray());
    }

    private static async Task<IResult> SecretAsync(HttpContext http, IGrainFactory grains)
    {
        NoStore(http);
        return TypedResults.Ok(new AlertSecretAnswer(await Of(http, grains).NewSecret().WaitAsync(http.RequestAborted)));
    }

    private static IAlertsGrain Of(HttpContext http, IGrainFactory grains) => grains.GetGrain<IAlertsGrain>(http.User.Identity!.Name!);

    private static bool TryRead(string id, out int number) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static IResult Unknown(string id) => Problem.NotFound("Unknown alert", $"You have no alert {id}. GET /api/alerts lists those you have.");

    private static void NoStore(HttpContext http) => http.Response.Headers.CacheControl = "no-store";
}
