using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>
/// A body that breaks the rules of HTTP, or is not what its Content-Encoding says, is the sender's fault: 400, or what the listener says. Brotli, and the listener where a chunk's size is past all numbers or a
/// trailer is no text, tell of it by an exception of no kind of their own, known by where it comes from.
/// </summary>
internal sealed class BodyFaults : IExceptionHandler
{
    private static readonly string? s_brotli = typeof(BrotliStream).Assembly.GetName().Name;
    private static readonly string? s_listener = typeof(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions).Assembly.GetName().Name;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException broken)
        {
            await Problem.Of(broken.StatusCode, "Request not readable", $"The body could not be read: {broken.Message} Send it whole, framed as HTTP asks.").ExecuteAsync(httpContext);
            return true;
        }

        if (exception.InnerException is DecoderFallbackException)
        {
            await Problem.Of(StatusCodes.Status400BadRequest, "Text not readable", "The body holds bytes that are no UTF-8. Send its text as UTF-8.").ExecuteAsync(httpContext);
            return true;
        }

        if (exception is InvalidOperationException && exception.Source == s_listener && httpContext.Request.Headers.TransferEncoding.Count > 0)
        {
            await Problem.Of(StatusCodes.Status400BadRequest, "Request not readable", "A trailer behind the body's chunks is not text. Send none, or plain ASCII.").ExecuteAsync(httpContext);
            return true;
        }

        if (exception is IOException { InnerException: OverflowException } && exception.Source == s_listener)
        {
            await Problem.Of(StatusCodes.Status400BadRequest, "Request not readable", "The size of a chunk of the body is too large a number. Send it framed as HTTP asks.").ExecuteAsync(httpContext);
            return true;
        }

        if (exception is not InvalidDataException && !(exception is InvalidOperationException && exception.Source == s_brotli))
        {
            return false;
        }

        await Problem.Of(
            StatusCodes.Status400BadRequest,
            "Compressed body not readable",
            $"The body is announced as Content-Encoding: {httpContext.Request.Headers.ContentEncoding} and is not that, or is cut off. Compress it anew, or send it as it is.")
            .ExecuteAsync(httpContext);
        return true;
    }
}
