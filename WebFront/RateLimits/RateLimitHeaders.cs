using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.RateLimits;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>
/// What a response says of the caller's allowance: the headers everybody knows (<c>X-RateLimit-Limit</c>, <c>-Remaining</c>, <c>-Reset</c>: the unix second at which all of it is there again) and
/// those of the IETF's draft-ietf-httpapi-ratelimit-headers-11 (<c>RateLimit</c>, whose <c>t</c> is the seconds until more is there, and <c>RateLimit-Policy</c>). Seconds are rounded up: at the
/// time named it is so.
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>The policy's name in the headers and in a refusal's <c>violated-policies</c>.</summary>
    public const string PolicyName = "caller";

    public static long Seconds(TimeSpan wait) => (wait.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    public static void Write(IHeaderDictionary headers, in RateLimitPolicy policy, in RateLimitDecision decision, DateTimeOffset now)
    {
        headers["X-RateLimit-Limit"] = Text(decision.Limit);
        headers["X-RateLimit-Remaining"] = Text(decision.Remaining);
        headers["X-RateLimit-Reset"] = Text(Seconds(now + decision.FullAfter - DateTimeOffset.UnixEpoch));
        headers["RateLimit-Policy"] = $"\"{PolicyName}\";q={Text(policy.Capacity)};w={Text(Seconds(policy.Window))}";
        headers["RateLimit"] = $"\"{PolicyName}\";r={Text(decision.Remaining)};t={Text(Seconds(decision.MoreAfter))}";
        if (!decision.Allowed)
        {
            headers.RetryAfter = Text(Seconds(decision.RetryAfter));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
