using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Signing in and out.</summary>
internal static partial class AuthApi
{
    /// <summary>What an attempt to sign in costs of the caller's allowance: hashing a password is the dearest thing the server does for a stranger.</summary>
    public const int LoginCost = 10;

    private const int MaxBody = 4_096;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/auth").WithTags("Access").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        group.MapPost("/login", LoginAsync).ForEveryone().Costs(LoginCost)
            .WithName("Login").WithSummary("Sign in")
            .WithDescription($"Begins a session: an access token for the next minutes and a refresh token for the one after it. After too many wrong passwords a name is locked for a while. Costs {LoginCost} calls.")
            .Produces<TokenAnswer>().ProducesProblem(StatusCodes.Status401Unauthorized);
        group.MapPost("/refresh", RefreshAsync).ForEveryone()
            .WithName("Refresh").WithSummary("Continue a session")
            .WithDescription("A new access token and a new refresh token for a refresh token, which is good once: shown a second time it ends the session, for one of the two who have it has stolen it.")
            .Produces<TokenAnswer>().ProducesProblem(StatusCodes.Status401Unauthorized);
        group.MapPost("/logout", LogoutAsync).ForEveryone()
            .WithName("Logout").WithSummary("End a session").WithDescription("Ends the session of the refresh token, or without one that of the caller. Its access tokens are refused from now on.")
            .Produces(StatusCodes.Status204NoContent);
        group.MapPost("/password", PasswordAsync).ForSignedIn().Costs(LoginCost)
            .WithName("ChangePassword").WithSummary("Change one's password").WithDescription($"Ends all sessions of the user. Costs {LoginCost} calls.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        group.MapGet("/me", Me).ForSignedIn()
            .WithName("GetCaller").WithSummary("Who the server takes the caller for").WithDescription("Name and roles; in open mode `local`, an admin.").Produces<CallerAnswer>();
    }

    private static async Task<IResult> LoginAsync(LoginRequest request, HttpContext http, SignIn signIn, Tokens tokens, AccessInstruments instruments, ILogger<SignIn> logger)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await signIn.LoginAsync(request.Name, request.Password, http.RequestAborted) is { } signedIn)
        {
            instruments.SignIns.Add(1);
            return Answer(signedIn, tokens);
        }

        Refused(http, instruments, logger);
        return Wrong("The name or the password is wrong, or the name is locked for a while after too many wrong passwords.");
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, HttpContext http, SignIn signIn, Tokens tokens)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await signIn.RefreshAsync(request.RefreshToken, http.RequestAborted) is { } signedIn ? Answer(signedIn, tokens) : Wrong("The refresh token is not or no longer good. Sign in again.");
    }

    private static async Task<IResult> LogoutAsync(RefreshRequest? request, HttpContext http, SignIn signIn, ISessionStore sessions)
    {
        if (request?.RefreshToken is { } token)
        {
            await signIn.LogoutAsync(token, http.RequestAborted);
        }
        else if (AccessClaims.SessionOf(http.User) is { } session)
        {
            await sessions.EndAsync(session, http.RequestAborted);
        }

        http.Response.Cookies.Delete(Credential.Cookie);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PasswordAsync(PasswordRequest request, HttpContext http, SignIn signIn, IUserStore users, IPasswords passwords, Audit audit)
    {
        if (AccessClaims.SessionOf(http.User) is not { } id || await signIn.ResumeAsync(id, http.RequestAborted) is not ({ } user, _))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "No password here", $"{http.User.Identity?.Name} has not signed in with a password.");
        }

        if (PasswordRule.Fault(request.NewPassword, user.Name) is { } fault)
        {
            return Problem.BadParameter("newPassword", fault);
        }

        if (!await signIn.IsPasswordAsync(user, request.Password, http.RequestAborted))
        {
            return Wrong("The password is wrong, or the name is locked for a while after too many wrong passwords.");
        }

        await users.ChangeAsync(user.Name, passwords.Hash(request.NewPassword!), null, http.RequestAborted);
        await audit.RecordAsync(http, "user.password", user.Name);
        return TypedResults.NoContent();
    }

    private static IResult Me(HttpContext http, AccessMode mode)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new CallerAnswer(http.User.Identity!.Name!, AccessClaims.RolesOf(http.User), mode.IsOpen ? "open" : "closed"));
    }

    /// <summary>Notes a refused sign-in, for who watches for guessing. Not the name: people type passwords into the wrong field.</summary>
    public static void Refused(HttpContext http, AccessInstruments instruments, ILogger logger)
    {
        instruments.SignInsRefused.Add(1);
        LogRefused(logger, http.Connection.RemoteIpAddress?.ToString() ?? "");
    }

    private static IResult Answer(SignedIn signedIn, Tokens tokens) => TypedResults.Ok(new TokenAnswer(
        tokens.Create(signedIn.User, signedIn.Session),
        "Bearer",
        (int)tokens.Lifetime.TotalSeconds,
        signedIn.RefreshToken,
        signedIn.Session.Expires,
        signedIn.User.Name,
        UserRoleNames.Of(signedIn.User.Roles)));

    private static IResult Wrong(string detail) => Problem.Of(StatusCodes.Status401Unauthorized, "Not signed in", detail);

    [LoggerMessage(5001, LogLevel.Warning, "A sign-in from {Address} was refused")]
    private static partial void LogRefused(ILogger logger, string address);
}
