using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>The way of a request to its route, as far as its caller is concerned: who is he, has he asked too often, may he do this.</summary>
internal static class AccessPipeline
{
    public static void UseAccess(this WebApplication application)
    {
        application.UseRouting();
        application.UseCors();
        application.UseMiddleware<UndeclaredRoutes>();
        application.UseAuthentication();

        // Those who are refused are counted too, or guessing would be free.
        application.UseMiddleware<RateLimitMiddleware>();
        application.UseAuthorization();
        CredentialWatch watch = application.Services.GetRequiredService<CredentialWatch>();
        application.Use((RequestDelegate next) => http => watch.RunAsync(http, next));
        application.Use((RequestDelegate next) => http => LoginPage.Guide(http, next));
    }

    public static void MapAccess(this WebApplication application)
    {
        AuthApi.Map(application);
        UsersApi.Map(application);
        KeysApi.Map(application);
        AuditApi.Map(application);
        LoginPage.Map(application);
    }
}
