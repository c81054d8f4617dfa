using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A view of a live table as a response: its cells go straight into the body. Its version is the ETag, so a poller that sends it back is told in 304 that nothing changed.</summary>
internal sealed class LiveTableResult(TableId id, LiveUpdate table, TableView view, Action<Utf8JsonWriter>? extra = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (IsKnown(httpContext, table))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        LiveSchema schema = view.SchemaOf(id);
        LiveUpdate extended = view.Greeks == GreeksSet.Full ? ChainGreeks.Extend(table) : table;
        LiveUpdate shown = view.Cut(LiveTables.OrBlank(extended, schema), view.RangeIn(table));
        response.ContentType = "application/json; charset=utf-8";
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
        {
            LiveTableJson.WriteTable(writer, schema, id, shown, extra: extra);
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
