using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A room as server-sent events, for programs without SignalR: the same tables and deltas.</summary>
internal static class StreamApi
{
    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/stream", GetAsync).ForViewers().WithMetadata(new StayingRoute())
        .WithTags("Push").WithName("StreamRoom").WithSummary("A room as server-sent events")
        .WithDescription("Events `snapshot`, `delta`, `resync`, `gap` and `status` with the JSON the hub sends, see docs/protocol.md. The id of a table's event is `epoch-sequence`; "
            + "sent back as `Last-Event-ID` with the same parameters it resumes there. `closed` gives the reason when the server drops a client that does not read.")
        .Produces<string>(contentType: "text/event-stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithParameter("room", "string", "The room: " + TableId.Forms + ".")
        .WithParameter("interval", "integer", "Shortest mean time between two deltas in milliseconds, 0 to 60000. 100 by default.")
        .WithParameter("strikes", "integer", "Only so many strikes on each side of the ATM strike, and that one. All by default.")
        .WithParameter("greeks", "string", "none, first (default) or full, as for the chain.")
        .WithParameter("fields", "string", ViewParameters.FieldsNote);

    private static async Task<IResult> GetAsync(
        HttpContext http, RoomAccess access, Rooms rooms, ConnectionRegistry connections, PushPace pace, IOptions<PushOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var parameters = new ParameterReader(http.Request.Query);
        if (!RoomAccess.TryRead(parameters.Text("room"), http.User, out TableId id))
        {
            return Problem.BadParameter("room", $"'room' must name a room, like {TableId.Forms}, not '{parameters.Text("room")}'.");
        }

        TimeSpan interval = parameters.Integer("interval", 0, (int)PushOptions.LongestInterval.TotalMilliseconds) is { } milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds) : options.Value.Interval;
        TableView view = ViewParameters.Read(parameters, id, parameters.Integer("strikes", 0, ViewReader.MaxStrikes), parameters.Text("greeks"));
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        if (await access.RefusalAsync(id, http.User, http.RequestAborted) is { } refusal)
        {
            return id.IsOfProduct ? Problem.NotFound("Unknown room", refusal) : Problem.Of(StatusCodes.Status403Forbidden, "Not your room", refusal);
        }

        ResumePoint? resume = ReadPoint(http.Request.Headers[LastEventId]);
        var wish = new Wish(view, interval) { Snapshot = resume is null, Resume = resume, Told = new SubscriptionPace(interval).InForce(pace.Floor) };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var stream = new EventStream(http, options.Value, time, ended.Token);
        return await ServeAsync(http, id, stream, wish, rooms, connections, options.Value, time);
    }

    private static async Task<IResult> ServeAsync(
        HttpContext http, TableId id, EventStream stream, Wish wish, Rooms rooms, ConnectionRegistry connections, PushOptions options, TimeProvider time)
    {
        var subscription = new Subscription(stream, wish);
        Room room = rooms.Join(id, subscription);
        connections.StreamOpened();
        try
        {
            await room.Ready.WaitAsync(options.ReadyTimeout, time, http.RequestAborted);
            Begin(http);
            await stream.OpenAsync(WireMessages.Of(WireFormat.EventStream, [Notes.Status(id, wish.Told.Interval, wish.Told.Reason, 0)]));
            await stream.RunAsync();
            return Results.Empty;
        }
        catch (TimeoutException)
        {
            return Problem.Of(
                StatusCodes.Status503ServiceUnavailable, "Not ready", $"{id} could not be read within {options.ReadyTimeout.TotalSeconds:0} s: the cluster does not answer. Ask again later.");
        }
        catch (OperationCanceledException)
        {
            return Results.Empty;
        }
        finally
        {
            room.Remove(subscription);
            connections.StreamClosed();
        }
    }

    private static void Begin(HttpContext http)
    {
        HttpResponse response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // A client that does not read is told and dropped by the rule for all clients, not by the server's own.
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    /// <summary>The version an event's id names; null when it names none, and the stream begins with a snapshot.</summary>
    private static ResumePoint? ReadPoint(string? id)
    {
        int dash = id?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0
            && long.TryParse(id.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out long epoch)
            && long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            ? new ResumePoint(epoch, sequence) : null;
    }
}
