using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>
/// Signing in with a browser: a plain form, no script. The session's token goes into a cookie that scripts cannot read and that is sent to this site alone, so that the dashboard need not know of it.
/// </summary>
internal static class LoginPage
{
    public const string Path = "/login";

    private const int MaxBody = 4_096;

    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="dark light"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>Sign in – TradingAnalytics</title></head>
        <body><main><h1>TradingAnalytics</h1>
        """;

    private const string Form = """
        <form method="post" action="/login">
        <p><label>Name<br><input name="name" autocomplete="username" required autofocus></label></p>
        <p><label>Password<br><input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><button>Sign in</button></p></form></main></body></html>
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpResponse response) => Page(response, "", StatusCodes.Status200OK)).ForEveryone().ExcludeFromDescription();
        routes.MapPost(Path, SignInAsync).ForEveryone().Costs(AuthApi.LoginCost).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).ExcludeFromDescription();
    }

    /// <summary>Sends a browser that asks for the page without having signed in to the form.</summary>
    public static Task Guide(HttpContext http, RequestDelegate next)
    {
        bool page = HttpMethods.IsGet(http.Request.Method) && http.Request.Path.Value is "/" or "/index.html";
        if (!page || http.User.Identity is { IsAuthenticated: true })
        {
            return next(http);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(Path);
        return Task.CompletedTask;
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn, Tokens tokens, IOptions<AccessOptions> options, AccessInstruments instruments, ILogger<SignIn> logger)
    {
        if (!RequestOrigin.IsOwn(http.Request, options.Value.Origins))
        {
            return Page(http.Response, "Another site's page sent this. Sign in here.", StatusCodes.Status403Forbidden);
        }

        IFormCollection? form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (await signIn.LoginAsync(form?["name"], form?["password"], http.RequestAborted) is not { } signedIn)
        {
            AuthApi.Refused(http, instruments, logger);
            return Page(http.Response, "The name or the password is wrong, or the name is locked for a while after too many wrong passwords.", StatusCodes.Status401Unauthorized);
        }

        instruments.SignIns.Add(1);
        http.Response.Cookies.Append(Credential.Cookie, tokens.Create(signedIn.User, signedIn.Session, untilSessionEnds: true), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            Expires = signedIn.Session.Expires,
        });
        return TypedResults.Redirect("/");
    }

    private static IResult Page(HttpResponse response, string message, int status)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Content(message.Length == 0 ? Head + Form : $"{Head}<p role=\"alert\">{message}</p>{Form}", "text/html; charset=utf-8", Encoding.UTF8, status);
    }
}
