using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;
using TradingAnalytics.WebFront.Caching;
using IPNetwork = System.Net.IPNetwork;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Adds users, keys, tokens, roles and what keeps strangers out.</summary>
internal static class AccessServices
{
    private const int MaxHeaderBytes = 16_384;
    private const int MaxHeaders = 64;
    private const long MaxBody = 1_048_576;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section)
            .PostConfigure(options => options.UserFile = options.UserFile.Length == 0 ? Path.Combine("data", "users.db") : options.UserFile)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddStores();
        services.AddSingleton<IPasswords, IdentityPasswords>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton(provider =>
        {
            AccessOptions options = Options(provider);
            return new SignInOptions { MaxFailures = options.MaxFailures, LockFor = options.LockFor, SessionLifetime = options.SessionLifetime };
        });
        services.AddSingleton<SignIn>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<Audit>();
        services.AddSingleton<AccessMode>();
        services.AddMetrics();
        services.AddSingleton<AccessInstruments>();
        services.AddSingleton<CredentialWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<CredentialWatch>());
        services.AddHostedService<AccessNotice>();
        services.AddSchemes();
        services.AddAuthorization(AccessPolicies.AddTo);
        services.AddBrowserRules();
        services.AddServerLimits();
        return services;
    }

    private static void AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new UserDatabase(Options(provider).UserFile));
        services.TryAddSingleton<SqliteUserStore>();
        services.TryAddSingleton<IUserStore>(provider => provider.GetRequiredService<SqliteUserStore>());
        services.TryAddSingleton<ICredentialStore>(provider => provider.GetRequiredService<SqliteUserStore>());
        services.TryAddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.TryAddSingleton<ISessionStore, SqliteSessionStore>();
        services.TryAddSingleton<IAuditLog, SqliteAuditLog>();
    }

    private static void AddSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(AccessSchemes.Any)
            .AddPolicyScheme(AccessSchemes.Any, null, options => options.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AccessSchemes.ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, OpenHandler>(AccessSchemes.Open, null)
            .AddJwtBearer(AccessSchemes.Token)
            .AddJwtBearer(AccessSchemes.External);
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenSetup>();
    }

    private static string Choose(HttpContext http)
    {
        IServiceProvider services = http.RequestServices;
        return Credential.Of(http.Request, out _) switch
        {
            null => services.GetRequiredService<AccessMode>().IsOpen ? AccessSchemes.Open : AccessSchemes.Token,
            { } text when Credential.IsKey(text) => AccessSchemes.ApiKey,
            { } text when Options(services).Authority.Length > 0 && !Tokens.ClaimsToBeOurs(text) => AccessSchemes.External,
            _ => AccessSchemes.Token,
        };
    }

    private static void AddBrowserRules(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<AccessOptions>>((cors, access) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(access.Value.Origins).AllowAnyMethod().AllowAnyHeader()
            .WithExposedHeaders("ETag", "Retry-After", "RateLimit", "RateLimit-Policy", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Age", CachedResult.StaleHeader)));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((forwarded, access) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardedHeaders = access.Value.Proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (string proxy in access.Value.Proxies)
            {
                if (IPAddress.TryParse(proxy, out IPAddress? address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    forwarded.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
                }
            }
        });
    }

    private static void AddServerLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });

        // It writes addresses with their queries, and on the hub the query may hold a token.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
    }

    private static AccessOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AccessOptions>>().Value;
}
