using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Caching;

namespace TradingAnalytics.WebFront.History;

/// <summary>
/// A series as a response, written while it is read and no faster than the caller takes it. As JSON at most so many rows, and where the next page begins; such a page of days that are over comes out of the cache.
/// </summary>
internal sealed class SeriesResult<T>(SeriesFormat format, Func<CancellationToken, IAsyncEnumerable<T>> rows, Func<T, long> unixSeconds, SeriesColumn<T>[] columns) : IResult
{
    private const int RowsPerFlush = 512;

    /// <summary>What the JSON object says before the rows; null is "none".</summary>
    public required IReadOnlyList<(string Name, string? Text)> Head { get; init; }

    /// <summary>The JSON property that holds the rows.</summary>
    public required string RowsName { get; init; }

    /// <summary>Rows of a page.</summary>
    public required int Limit { get; init; }

    /// <summary>Names a page that does not change any more; null: it may.</summary>
    public string? CacheKey { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (CacheKey is not null && format == SeriesFormat.Json)
        {
            response.Headers.CacheControl = "no-store";
            AnswerCache cache = httpContext.RequestServices.GetRequiredService<AnswerCache>();
            await new CachedResult(await cache.GetRecordedAsync(CacheKey, RenderAsync, httpContext.RequestAborted)).ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = SeriesFormats.ContentTypeOf(format);
        response.Headers.CacheControl = "no-store";
        await (format == SeriesFormat.Json ? WritePageAsync(response.BodyWriter, httpContext.RequestAborted) : WriteLinesAsync(response.BodyWriter, httpContext.RequestAborted));
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private async Task<byte[]> RenderAsync()
    {
        using var bytes = new MemoryStream();
        PipeWriter body = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
        await WritePageAsync(body, CancellationToken.None);
        await body.CompleteAsync();
        return bytes.ToArray();
    }

    private async Task WritePageAsync(PipeWriter body, CancellationToken cancellationToken)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        foreach ((string name, string? text) in Head)
        {
            json.WriteString(name, text);
        }

        json.WriteStartArray(RowsName);
        int written = 0;
        string? next = null;
        await foreach (T row in rows(cancellationToken).WithCancellation(cancellationToken))
        {
            if (written++ == Limit)
            {
                next = TimeOf(row);
                break;
            }

            Write(json, row);
            if (written % RowsPerFlush == 0)
            {
                json.Flush();
                await body.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.WriteString("next", next);
        json.WriteEndObject();
        json.Flush();
    }

    private async Task WriteLinesAsync(PipeWriter body, CancellationToken cancellationToken)
    {
        using var json = new Utf8JsonWriter(body);
        if (format == SeriesFormat.Csv)
        {
            Encoding.UTF8.GetBytes($"time,{string.Join(',', columns.Select(column => column.Name))}\n", body);
        }

        int written = 0;
        await foreach (T row in rows(cancellationToken).WithCancellation(cancellationToken))
        {
            if (format == SeriesFormat.Csv)
            {
                Encoding.UTF8.GetBytes(LineOf(row), body);
            }
            else
            {
                Write(json, row);
                json.Flush();
                json.Reset();
                Encoding.UTF8.GetBytes("\n", body);
            }

            if (++written % RowsPerFlush == 0)
            {
                await body.FlushAsync(cancellationToken);
            }
        }
    }

    private void Write(Utf8JsonWriter json, T row)
    {
        json.WriteStartObject();
        json.WriteString("time", TimeOf(row));
        foreach (SeriesColumn<T> column in columns)
        {
            double value = column.Value(row);
            if (double.IsNaN(value))
            {
                json.WriteNull(column.Name);
            }
            else
            {
                json.WriteNumber(column.Name, value);
            }
        }

        json.WriteEndObject();
    }

    private string LineOf(T row) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeOf(row)},{string.Join(',', columns.Select(column => TextOf(column.Value(row))))}\n");

    /// <summary>"None" is an empty field.</summary>
    private static string TextOf(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private string TimeOf(T row) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds(row)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
