using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Takes a key for its holder.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential.Of(Request, out _) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.VerifyAsync(text, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key is not good.");
        }

        var properties = new AuthenticationProperties { ExpiresUtc = key.Expires };
        return AuthenticateResult.Success(new AuthenticationTicket(AccessClaims.Principal(Scheme.Name, AccessClaims.KeyPrefix + key.Id, key.Roles, AccessClaims.CredentialOf(key)), properties, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Context.ChallengeAsync(AccessSchemes.Token);
}
