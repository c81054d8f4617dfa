using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>How bearer tokens are checked: ours, and the configured authority's.</summary>
internal sealed class TokenSetup(Tokens tokens, SignIn signIn, IOptions<AccessOptions> options) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(null, options);

    public void Configure(string? name, JwtBearerOptions jwt)
    {
        jwt.MapInboundClaims = false;
        jwt.Events = new JwtBearerEvents { OnMessageReceived = Read };
        if (name == AccessSchemes.Token)
        {
            jwt.TokenValidationParameters = tokens.Parameters;
            jwt.Events.OnTokenValidated = TakeOwn;
        }
        else if (name == AccessSchemes.External)
        {
            jwt.Authority = options.Value.Authority;
            jwt.Audience = options.Value.Audience;
            jwt.RequireHttpsMetadata = options.Value.Authority.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
            jwt.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
            jwt.Events.OnTokenValidated = TakeExternal;
        }
    }

    private Task Read(MessageReceivedContext context)
    {
        string? text = Credential.Of(context.Request, out bool isCookie);
        if (isCookie && !RequestOrigin.IsOwn(context.Request, options.Value.Origins))
        {
            context.Fail("Another site's page made this request.");
        }
        else
        {
            context.Token = text;
        }

        return Task.CompletedTask;
    }

    private async Task TakeOwn(TokenValidatedContext context)
    {
        if (Tokens.SessionOf(context.SecurityToken) is not { } id || await signIn.ResumeAsync(id, context.HttpContext.RequestAborted) is not ({ } user, { } session))
        {
            context.Fail("The session is over.");
            return;
        }

        context.Principal = AccessClaims.Principal(AccessSchemes.Token, user.Name, user.Roles, AccessClaims.SessionPrefix + id);

        // A connection opened with it lives as long as the session; a short token only has to be fresh when it is shown.
        context.Properties.ExpiresUtc = session.Expires;
    }

    private Task TakeExternal(TokenValidatedContext context)
    {
        if (context.Principal?.FindFirst(JwtRegisteredClaimNames.Sub)?.Value is not { Length: > 0 } subject)
        {
            context.Fail("The token names nobody.");
            return Task.CompletedTask;
        }

        // Roles that are not ours are others' business.
        UserRoles roles = UserRoles.None;
        foreach (string value in context.Principal.FindAll(options.Value.RoleClaim).SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            roles |= UserRoleNames.TryParse([value], out UserRoles role, out _) ? role : UserRoles.None;
        }

        context.Principal = AccessClaims.Principal(AccessSchemes.External, AccessClaims.ExternalPrefix + subject, roles, null);
        return Task.CompletedTask;
    }
}
