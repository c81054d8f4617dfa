using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>In open mode: whoever sits at this machine may do everything. Whoever does not is told why he is not taken for one.</summary>
internal sealed class OpenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IOptions<AccessOptions> access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(RequestOrigin.NotLocal(Request, access.Value.Origins) is { } why
        ? AuthenticateResult.Fail($"In open mode only programs of this machine itself need no name, and of this request {why}.")
        : AuthenticateResult.Success(new AuthenticationTicket(AccessClaims.Principal(Scheme.Name, AccessClaims.Local, UserRoles.Admin, null), Scheme.Name)));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await Context.ChallengeAsync(AccessSchemes.Token);
        Context.Items[AccessProblems.Reason] = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
    }
}
