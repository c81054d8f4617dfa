using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>
/// What browsers are told to keep from happening: scripts, styles and connections from anywhere but here, being framed, being guessed at, and our addresses being told to others.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string HttpsOnly = "max-age=31536000";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                IHeaderDictionary headers = context.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";

                // Not "no-referrer": under that one browsers name no origin with a form, and our own could not be told from a foreign one.
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
                if (context.Request.IsHttps)
                {
                    headers.StrictTransportSecurity = HttpsOnly;
                }

                return Task.CompletedTask;
            },
            http);
        return next(http);
    }
}
