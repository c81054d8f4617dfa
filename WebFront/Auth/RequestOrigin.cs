using System.Net;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>
/// Where a request was made. A page of another site can make a browser send requests, and open WebSockets, here: with the cookie it holds, and to a server that only this machine can reach. CORS
/// keeps such a page from reading answers to some of them, not from sending them.
/// </summary>
internal static class RequestOrigin
{
    /// <summary>Whether no other site's page made it: by the browser's own word (which it gives over https and to localhost), else by the origin it names, if any. Programs name none.</summary>
    public static bool IsOwn(HttpRequest request, string[] allowed)
    {
        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "same-origin" or "none"
            || (origin.Length > 0 && allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
            || (origin.Length == 0
                ? site.Length == 0 || HttpMethods.IsGet(request.Method)
                : site.Length == 0 && origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Why a request is not this machine's own; null when it is. The name it was sent to is looked at because a hostile name server can make any name mean 127.0.0.1, and forwarding headers because
    /// behind a proxy everyone seems to be here.
    /// </summary>
    public static string? NotLocal(HttpRequest request, string[] allowed)
    {
        ConnectionInfo connection = request.HttpContext.Connection;
        string origin = request.Headers.Origin.ToString();
        return connection switch
        {
            { RemoteIpAddress: { } remote } when !IPAddress.IsLoopback(remote) => "it comes from another machine",
            { LocalIpAddress: { } local } when !IPAddress.IsLoopback(local) => "it came in by an address that others can reach",
            _ when !AccessMode.IsLoopbackHost(request.Host.Host) => "it was sent to a name that is not localhost",
            _ when request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded") => "it came through a proxy",
            _ when origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && AccessMode.IsLoopbackHost(page.Host)) && !allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
                => "another site's page made it",
            _ => null,
        };
    }
}
