using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A connection that stays, and what it was let in with.</summary>
internal sealed class OpenConnection(HttpContext http)
{
    private readonly Lock _ending = new();
    private bool _ended;

    public string Name { get; } = http.User.Identity?.Name ?? "";

    public string? Credential { get; } = http.User.FindFirst(AccessClaims.Credential)?.Value;

    public DateTimeOffset? Expires { get; } = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;

    /// <summary>It has ended by itself: the server may use its context for another from now on.</summary>
    public void End()
    {
        lock (_ending)
        {
            _ended = true;
        }
    }

    /// <summary>Ends it; false when it has ended already.</summary>
    public bool Cut()
    {
        lock (_ending)
        {
            if (_ended)
            {
                return false;
            }

            _ended = true;
            http.Abort();
            return true;
        }
    }
}
