using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A view of a live table as a response: its cells go straight into the body. Its version is the ETag, so a poller that sends it back is told in 304 that nothing changed.</summary>
internal sealed class LiveTableResult(TableId id, LiveUpdate table, TableView view, Action<Utf8JsonWriter>? extra = null, string variant = "") : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (IsKnown(httpContext, table, view, variant))
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

    /// <summary>Marks the response with the version of the table, or of the part of it that is shown; true when that is what the client has already.</summary>
    public static bool IsKnown(HttpContext http, LiveUpdate table, TableView view, string variant = "") =>
        EntityTag.IsKnown(http, $"{table.Epoch}-{table.Sequence}{TagOf(view)}{(variant.Length > 0 ? "-" : "")}{variant}");

    /// <summary>Two views of one version are two things to a cache that goes by the tag alone.</summary>
    private static string TagOf(TableView view) => view == TableView.Whole
        ? "" : string.Create(CultureInfo.InvariantCulture, $"-{view.HeaderMask:x}.{view.RowMask:x}.{(int)view.Greeks}.{view.Strikes}");
}
