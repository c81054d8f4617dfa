using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A view of a live table as a response: its cells go straight into the body. Its version is the ETag, so a poller that sends it back is told in 304 that nothing changed.</summary>
internal sealed class LiveTableResult(TableId id, LiveUpdate table, TableView view, Action<Utf8JsonWriter>? extra = null, string variant = "") : IResult
{
    /// <summary>A version does not change: answers of it go when others need the room.</summary>
    private static readonly TimeSpan OneVersion = TimeSpan.FromHours(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (IsKnown(httpContext, table, view, variant))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        if (view.Greeks == GreeksSet.Full && extra is null)
        {
            // The Greeks of higher order are the dearest answer there is, and of one version always the same.
            AnswerCache cache = httpContext.RequestServices.GetRequiredService<AnswerCache>();
            CachedAnswer answer = await cache.GetAsync($"{id} {response.Headers.ETag}", OneVersion, () => Task.FromResult(Render()), httpContext.RequestAborted);
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
            return;
        }

        Write(response.BodyWriter);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(IBufferWriter<byte> output)
    {
        LiveSchema schema = view.SchemaOf(id);
        LiveUpdate extended = view.Greeks == GreeksSet.Full ? ChainGreeks.Extend(table) : table;
        LiveUpdate shown = view.Cut(LiveTables.OrBlank(extended, schema), view.RangeIn(table));
        using var writer = new Utf8JsonWriter(output);
        LiveTableJson.WriteTable(writer, schema, id, shown, extra: extra);
    }

    private byte[] Render()
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Marks the response with the version of the table, or of the part of it that is shown; true when that is what the client has already.</summary>
    public static bool IsKnown(HttpContext http, LiveUpdate table, TableView view, string variant = "") =>
        EntityTag.IsKnown(http, $"{table.Epoch}-{table.Sequence}{TagOf(view)}{(variant.Length > 0 ? "-" : "")}{variant}");

    /// <summary>Two views of one version are two things to a cache that goes by the tag alone.</summary>
    private static string TagOf(TableView view) => view == TableView.Whole
        ? "" : string.Create(CultureInfo.InvariantCulture, $"-{view.HeaderMask:x}.{view.RowMask:x}.{(int)view.Greeks}.{view.Strikes}");
}
