using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>What the refused are told: what to do, never which half of a credential was wrong.</summary>
internal static class AccessProblems
{
    /// <summary>Where a handler leaves a more precise word.</summary>
    public const string Reason = "access-reason";

    public static string? Detail(HttpContext http, int? status) => status switch
    {
        StatusCodes.Status401Unauthorized => http.Items[Reason] as string
            ?? "Say who you are: send Authorization: Bearer with a token from POST /api/auth/login, or X-Api-Key with a key that is good. What was sent, if anything was, is not or no longer good.",
        StatusCodes.Status403Forbidden => http.Items[Reason] as string ?? $"{http.User.Identity?.Name} may not do this: {RouteAccess.Of(http.GetEndpoint()!.Metadata)} may.",
        _ => null,
    };
}
