using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Live;

namespace TradingAnalytics.WebFront.Tests.Auth;

/// <summary>Tokens of an OpenID Connect authority, which here is a few lines of its own: it publishes its address and its public key.</summary>
public sealed class ExternalAuthorityTests : IAsyncLifetime
{
    private readonly RsaSecurityKey _key = new(RSA.Create(2_048)) { KeyId = "k1" };
    private WebApplication _authority = null!;
    private string _issuer = "";

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _authority = builder.Build();
        JsonWebKey jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = "k1" });
        _authority.MapGet("/.well-known/openid-configuration", () => TypedResults.Text(new JsonObject { ["issuer"] = _issuer, ["jwks_uri"] = $"{_issuer}/keys" }.ToJsonString(), "application/json"));
        _authority.MapGet("/keys", () => TypedResults.Text(
            new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["kid"] = "k1", ["use"] = "sig", ["n"] = jwk.N, ["e"] = jwk.E }) }.ToJsonString(), "application/json"));
        await _authority.StartAsync(TestContext.Current.CancellationToken);
        _issuer = _authority.Urls.Single();
    }

    [Fact]
    public async Task Token_OfTheAuthority_HasItsRolesAndName()
    {
        await using Desk desk = await OpenAsync();
        JsonNode me = await SigningInTests.JsonAsync(await desk.GetAsync("/api/auth/me", Issue(_key, roles: ["viewer", "others-role"])));
        me.ToJsonString().ShouldBe("""{"name":"external:u-17","roles":["viewer"],"mode":"closed"}""");
        (await desk.GetAsync("/api/products", Issue(_key, roles: ["viewer"]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.GetAsync("/api/admin/users", Issue(_key, roles: ["viewer"]))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.GetAsync("/api/products", Issue(_key, roles: []))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.GetAsync("/api/products", await desk.TokenAsync("viewer"))).StatusCode.ShouldBe(HttpStatusCode.OK, "ours go on working");
    }

    [Fact]
    public async Task Token_OfSomeoneElseOrForSomeoneElse_IsRefused()
    {
        await using Desk desk = await OpenAsync();
        using var other = RSA.Create(2_048);
        string[] wrong =
        [
            Issue(new RsaSecurityKey(other) { KeyId = "k1" }, roles: ["admin"]),
            Issue(_key, roles: ["admin"], audience: "another-service"),
            Issue(_key, roles: ["admin"], issuer: "https://elsewhere.example"),
            Issue(_key, roles: ["admin"], expires: DateTime.UtcNow.AddHours(-1)),

            // The public key as if it were a shared secret: the algorithm is the token's word, and ours is not to take it.
            Issue(new SymmetricSecurityKey(_key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" }, roles: ["admin"], algorithm: SecurityAlgorithms.HmacSha256),
        ];
        foreach (string token in wrong)
        {
            (await desk.GetAsync("/api/products", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, token);
        }
    }

    [Fact]
    public async Task Stream_TokenExpires_IsCut()
    {
        await using Desk desk = await OpenAsync();
        EventStreamClient? client = null;
        for (int seconds = 1; client is null; seconds *= 2)
        {
            desk.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Issue(_key, roles: ["viewer"], expires: DateTime.UtcNow.AddSeconds(seconds)));
            try
            {
                client = await EventStreamClient.OpenAsync(desk.Http, "room=product:NIFTY");
            }
            catch (HttpRequestException) when (seconds < 60)
            {
                // On a slow machine it was cut before it began.
            }
        }

        using (client)
        {
            await client.ReadUntilCutAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _authority.StopAsync();
        await _authority.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private Task<Desk> OpenAsync() => Desk.OpenAsync(services => services.Configure<AccessOptions>(options => options.Authority = _issuer));

    private string Issue(SecurityKey key, string[] roles, string audience = "trading-analytics", string? issuer = null, DateTime? expires = null, string algorithm = SecurityAlgorithms.RsaSha256) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? _issuer,
            Audience = audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            Expires = expires ?? DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "u-17", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(key, algorithm),
        });
}
