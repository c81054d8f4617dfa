using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A live table as a response: its cells go straight into the body. Its version is the ETag, so a poller that sends it back is told in 304 that nothing changed.</summary>
internal sealed class LiveTableResult(TableId id, LiveUpdate table, Predicate<RowKey>? wanted = null, Action<Utf8JsonWriter>? extra = null) : IResult
{
    /// <summary>The table's shape, where it is another than the room's.</summary>
    public LiveSchema Schema { get; init; } = LiveTables.SchemaOf(id);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (IsKnown(httpContext, table))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
        {
            LiveTableJson.WriteTable(writer, Schema, id, LiveTables.OrBlank(table, Schema), wanted, extra);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Marks the response with the table's version; true when that is what the client has already.</summary>
    public static bool IsKnown(HttpContext http, LiveUpdate table)
    {
        string tag = $"\"{table.Epoch}-{table.Sequence}\"";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.Contains(tag);
    }
}
