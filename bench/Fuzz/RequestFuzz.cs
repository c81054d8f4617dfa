using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace TradingAnalytics.Fuzz;

/// <summary>Every described route with parameters, bodies, types and encodings that are wrong, half right, or right by chance. An answer of 500, or an error that is no problem document, is a fault.</summary>
internal sealed class RequestFuzz(Uri server, HttpClient http, Mutator mutator, Findings findings)
{
    private static readonly string[] s_right = ["NIFTY", "BANKNIFTY", "nifty", "BTC", "2026-12-29", "5", "1m", "iv,delta", "full", "100"];
    private static readonly string[] s_types = ["application/json", "application/x-ndjson", "text/plain", "application/octet-stream", "", "application/json; charset=utf-7", "multipart/form-data"];
    private static readonly string[] s_encodings = ["gzip", "br", "deflate", "gzip, gzip", "x"];
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

    /// <summary>Routes whose right use would end the run or change who may come in.</summary>
    private static readonly string[] s_leftAlone = ["/api/stream"];

    private Route[] _routes = [];

    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        using JsonDocument document = JsonDocument.Parse(await http.GetStringAsync(new Uri(server, "openapi/v1.json"), cancellationToken));
        var routes = new List<Route>();
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject().Where(method => method.Value.ValueKind == JsonValueKind.Object))
            {
                string[] query = method.Value.TryGetProperty("parameters", out JsonElement parameters)
                    ? [.. parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
                    : [];
                routes.Add(new Route(method.Name.ToUpperInvariant(), path.Name, query, method.Value.TryGetProperty("requestBody", out _)));
            }
        }

        _routes = [.. routes.Where(route => !s_leftAlone.Contains(route.Template))];
    }

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        Route route = mutator.Of(_routes);
        using var request = new HttpRequestMessage(new HttpMethod(mutator.Chance(10) ? mutator.Of(s_methods) : route.Method), Address(route));
        if (route.TakesBody || mutator.Chance(20))
        {
            request.Content = Body();
        }

        if (mutator.Chance(8))
        {
            request.Headers.TryAddWithoutValidation(mutator.Of<string>(["Authorization", "If-None-Match", "Accept", "Range", "X-Forwarded-For", "Last-Event-ID", "Origin", "Cookie"]), mutator.Value());
        }

        string what = $"{request.Method} {request.RequestUri}";
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            findings.Answered($"HTTP {(int)response.StatusCode}");
            await CheckAsync(what, response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            // A connection may be refused to nonsense; a server that is gone shows in the run's own check.
            findings.Answered($"HTTP closed: {exception.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Fault($"no answer within {http.Timeout.TotalSeconds:0} s to {what}");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            findings.Answered("HTTP not sendable");
        }
    }

    private async Task CheckAsync(string what, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.InternalServerError)
        {
            findings.Fault($"500 for {what}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
        else if ((int)response.StatusCode >= 400 && response.RequestMessage!.Method != HttpMethod.Head && response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            // What is no HTTP the listener itself refuses, and hangs up.
            string body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (body.Length > 0 || response.Headers.ConnectionClose != true)
            {
                findings.Fault($"{(int)response.StatusCode} without a problem document for {what}: {body}");
            }
        }
        else
        {
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        }
    }

    private Uri Address(Route route)
    {
        string path = string.Join('/', route.Template.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(Argument()) : part));
        var query = route.Query.Where(_ => !mutator.Chance(3)).Select(name => $"{name}={Uri.EscapeDataString(Argument())}").ToList();
        if (mutator.Chance(10))
        {
            query.Add($"{Uri.EscapeDataString(mutator.Value())}={Uri.EscapeDataString(mutator.Value())}");
        }

        string address = query.Count > 0 ? $"{path}?{string.Join('&', query)}" : path;
        return new Uri(server, address.Length > 6_000 ? address[..6_000] : address);
    }

    private string Argument() => mutator.Chance(3) ? mutator.Of(s_right) : mutator.Value();

    private ByteArrayContent Body()
    {
        byte[] bytes = mutator.Mangle(mutator.Of(Samples.Bodies));
        if (mutator.Chance(8))
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            bytes = mutator.Chance(2) ? packed.ToArray() : mutator.Mangle(packed.ToArray());
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", mutator.Of(s_types));
        if (mutator.Chance(6))
        {
            content.Headers.ContentEncoding.Add(mutator.Of(s_encodings).Split(',')[0]);
        }

        return content;
    }
}
