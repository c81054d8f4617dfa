using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TradingAnalytics.WebFront.Api;

/// <summary>Conditional GET (RFC 9110, 13.1.2): an answer carries a strong tag, and who sends it back is told in 304 that nothing changed.</summary>
internal static class EntityTag
{
    /// <summary>Marks the response; true when the client has what the tag names.</summary>
    /// <param name="http">Request and response.</param>
    /// <param name="tag">Without its quotes.</param>
    public static bool IsKnown(HttpContext http, string tag)
    {
        var present = new EntityTagHeaderValue($"\"{tag}\"");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ETag = present.ToString();
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? held)
            && held.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(present, useStrongComparison: false));
    }
}
