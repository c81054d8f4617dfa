using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>What a request shows of its caller: <c>Authorization: Bearer</c> (a token or a key), <c>X-Api-Key</c>, the page's cookie, and <c>access_token</c> in the query on the hub alone, because
/// a browser cannot give a WebSocket a header and addresses end up in logs.</summary>
internal static class Credential
{
    public const string KeyHeader = "X-Api-Key";

    public const string Cookie = "ta_session";

    private const string Bearer = "Bearer ";

    /// <summary>The text shown; null when there is none.</summary>
    public static string? Of(HttpRequest request, out bool isCookie)
    {
        isCookie = false;
        if (request.Headers[KeyHeader].ToString() is { Length: > 0 } key)
        {
            return key;
        }

        string header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null && request.Query["access_token"].ToString() is { Length: > 0 } query)
        {
            return query;
        }

        isCookie = request.Cookies.TryGetValue(Cookie, out string? cookie) && cookie.Length > 0;
        return isCookie ? cookie : null;
    }

    public static bool IsKey(string text) => text.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal);
}
