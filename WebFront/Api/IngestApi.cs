using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Ingest;
using TradingAnalytics.WebFront.Problems;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TradingAnalytics.WebFront.Api;

/// <summary>Where programs push their ticks. An answer means journalled.</summary>
internal static class IngestApi
{
    private static readonly string[] ContentTypes = ["application/x-ndjson", "application/json", "application/ndjson", "application/jsonl", "text/plain"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/ingest/ticks", PostAsync).ForFeeds()
            .WithTags("Ingest").WithName("PushTicks").WithSummary("Push a batch of ticks")
            .WithDescription("NDJSON (one tick a line) or a JSON array of ticks, gzip too (`Content-Encoding: gzip`). Volume and open interest are in units of the underlying: contracts × lot size. "
                + "Answered when every accepted tick is journalled. A tick that cannot be taken is refused with its index and reason and loses none of the others; 400 only when nothing could be read.")
            .Accepts<IReadOnlyList<TickJson>>("application/json", ContentTypes)
            .Produces<IngestAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            // The batch is measured while it is read, after decompression: the framework's own limit would cut the connection without an answer.
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        routes.MapGet("/api/ingest", SocketAsync).ForFeeds()
            .WithTags("Ingest").WithName("PushTicksSocket").WithSummary("Push ticks over a WebSocket")
            .WithDescription("Each text message is a batch (NDJSON or a JSON array) and is answered, in order, by a text message with the same JSON as `POST /api/ingest/ticks`.")
            .Produces(StatusCodes.Status101SwitchingProtocols).ProducesProblem(StatusCodes.Status426UpgradeRequired);
    }

    private static async Task<IResult> PostAsync(HttpContext http, BatchIntake intake, IOptions<IngestLimits> limits)
    {
        if (http.Request.ContentLength > limits.Value.MaxBytes)
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "Batch too large", $"A batch is at most {limits.Value.MaxBytes} bytes long: nothing was read. Send it in parts.");
        }

        IngestOutcome outcome = await intake.TakeAsync(http.Request.BodyReader, OriginOf(http), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return outcome switch
        {
            { Stop: IngestStop.TooManyTicks or IngestStop.TooManyBytes } => Failed(StatusCodes.Status413PayloadTooLarge, "Batch too large", outcome.Detail, outcome.Answer),
            { Parsed: 0, Answer.Refused: 0 } => Problem.Of(StatusCodes.Status400BadRequest, "Empty batch", "The body holds no tick: send NDJSON or a JSON array of ticks."),
            { Parsed: 0 } => Failed(StatusCodes.Status400BadRequest, "Nothing readable", $"None of the batch could be read as a tick; the first: {outcome.Answer.Refusals[0].Detail}", outcome.Answer),
            _ => TypedResults.Ok(outcome.Answer),
        };
    }

    private static async Task<IResult> SocketAsync(HttpContext http, BatchIntake intake, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            return Problem.Of(StatusCodes.Status426UpgradeRequired, "WebSocket wanted", "Open /api/ingest as a WebSocket, or POST to /api/ingest/ticks.");
        }

        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await new IngestSocket(intake, socket, OriginOf(http), json.Value.SerializerOptions).RunAsync(stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The sender went away or the server stops; what was answered is journalled.
        }

        return TypedResults.Empty;
    }

    private static IResult Failed(int status, string title, string detail, IngestAnswer answer) => Problem.Of(status, title, detail, new Dictionary<string, object?>
    {
        ["accepted"] = answer.Accepted,
        ["duplicated"] = answer.Duplicated,
        ["refused"] = answer.Refused,
        ["refusals"] = answer.Refusals,
    });

    private static string OriginOf(HttpContext http) => $"push:{http.Connection.RemoteIpAddress?.ToString() ?? "local"}";
}
