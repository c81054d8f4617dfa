using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>JSON is UTF-8 between programs (RFC 8259). A body announced in another encoding is refused here, by name, and not left to each reader's failure.</summary>
internal static class TextEncoding
{
    public static IApplicationBuilder UseTextEncoding(this IApplicationBuilder application) => application.Use(RunAsync);

    private static Task RunAsync(HttpContext http, RequestDelegate next) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type) && type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? Problem.Of(StatusCodes.Status415UnsupportedMediaType, "Encoding not read here", $"The body is announced as charset={type.Charset}. Send it as UTF-8 and leave the charset out.").ExecuteAsync(http)
            : next(http);
}
