using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class SigningInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_RightPassword_GivesTokensThatWork()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode answer = await desk.LoginAsync("ASHA");
        ((string)answer["tokenType"]!).ShouldBe("Bearer");
        ((int)answer["expiresIn"]!).ShouldBe(900);
        answer["roles"]!.ToJsonString().ShouldBe("""["admin"]""");
        JsonNode me = await JsonAsync(await desk.GetAsync("/api/auth/me", (string)answer["accessToken"]!));
        me.ToJsonString().ShouldBe("""{"name":"asha","roles":["admin"],"mode":"closed"}""");
    }

    [Fact]
    public async Task Login_UnknownWrongOrLocked_AnswersToTheLetterTheSame()
    {
        await using Desk desk = await Desk.OpenAsync();
        var answers = new List<string>();
        foreach ((string? name, string? password) in ((string?, string?)[])[("asha", "wrong"), ("nobody", Desk.Password), ("ash a", "x"), ("", ""), (null, null), ("vik", new string('x', 300))])
        {
            using HttpResponseMessage response = await desk.PostAsync("/api/auth/login", new { name, password });
            answers.Add(await FaceAsync(response));
        }

        for (int i = 0; i < 6; i++)
        {
            using HttpResponseMessage guess = await desk.PostAsync("/api/auth/login", new { name = "fay", password = $"wrong {i}" });
            answers.Add(await FaceAsync(guess));
        }

        using HttpResponseMessage locked = await desk.PostAsync("/api/auth/login", new { name = "fay", password = Desk.Password });
        answers.Add(await FaceAsync(locked));
        answers.Distinct().ShouldHaveSingleItem().ShouldContain("401");
        (await desk.LoginAsync("vik")).ShouldNotBeNull("others are not locked");
    }

    [Fact]
    public async Task Refresh_SpentTokenShown_EndsTheSessionAtOnce()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode first = await desk.LoginAsync("vik");
        JsonNode second = await JsonAsync(await desk.PostAsync("/api/auth/refresh", new { refreshToken = (string)first["refreshToken"]! }));
        (await desk.GetAsync("/api/auth/me", (string)second["accessToken"]!)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await desk.PostAsync("/api/auth/refresh", new { refreshToken = (string)first["refreshToken"]! })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.PostAsync("/api/auth/refresh", new { refreshToken = (string)second["refreshToken"]! })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.GetAsync("/api/auth/me", (string)second["accessToken"]!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "its access tokens have 15 minutes to go, and count no more");
    }

    [Fact]
    public async Task Logout_ByEitherToken_EndsTheSessionAtOnce()
    {
        await using Desk desk = await Desk.OpenAsync();
        JsonNode one = await desk.LoginAsync("vik");
        (await desk.PostAsync("/api/auth/logout", new { refreshToken = (string)one["refreshToken"]! })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await desk.GetAsync("/api/products", (string)one["accessToken"]!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        string other = await desk.TokenAsync("viewer");
        (await desk.SendAsync(HttpMethod.Post, "/api/auth/logout", other)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await desk.GetAsync("/api/products", other)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Password_Changed_EndsSessionsAndIsAsked()
    {
        await using Desk desk = await Desk.OpenAsync();
        string token = await desk.TokenAsync("viewer");
        const string Next = "a longer horse battery";
        (await desk.PostAsync("/api/auth/password", new { password = "wrong", newPassword = Next }, token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.PostAsync("/api/auth/password", new { password = Desk.Password, newPassword = "short" }, token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.PostAsync("/api/auth/password", new { password = Desk.Password, newPassword = Next }, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await desk.GetAsync("/api/auth/me", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.PostAsync("/api/auth/login", new { name = "vik", password = Desk.Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.PostAsync("/api/auth/login", new { name = "vik", password = Next })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_ForgedOrExpired_IsRefused()
    {
        await using Desk desk = await Desk.OpenAsync();
        string good = await desk.TokenAsync("viewer");
        string[] parts = good.Split('.');
        var session = new JsonWebToken(good).GetPayloadValue<string>("sid");
        string none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "." + parts[1] + ".";
        string[] forged =
        [
            none,
            $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("vik", "asha", StringComparison.Ordinal))}.{parts[2]}",
            Signed(Encoding.UTF8.GetBytes("another key of thirty-two bytes!"), session, Tokens.Issuer, DateTime.UtcNow.AddMinutes(5)),
            Signed(desk.Web.Services.GetRequiredService<ISessionStore>().SigningKey(), session, "somebody-else", DateTime.UtcNow.AddMinutes(5)),
            Signed(desk.Web.Services.GetRequiredService<ISessionStore>().SigningKey(), session, Tokens.Issuer, DateTime.UtcNow.AddSeconds(-1)),
            Signed(desk.Web.Services.GetRequiredService<ISessionStore>().SigningKey(), "no-such-id", Tokens.Issuer, DateTime.UtcNow.AddMinutes(5)),
            "nonsense",
            good + "A",
            "ta_no_key",
        ];
        foreach (string token in forged)
        {
            (await desk.GetAsync("/api/products", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, token);
        }

        (await desk.GetAsync("/api/products", Signed(desk.Web.Services.GetRequiredService<ISessionStore>().SigningKey(), session, Tokens.Issuer, DateTime.UtcNow.AddMinutes(5)))).StatusCode.ShouldBe(HttpStatusCode.OK, "the test itself forges well");
    }

    [Fact]
    public async Task Roles_TakenAway_CountAtOnce()
    {
        await using Desk desk = await Desk.OpenAsync();
        string admin = await desk.TokenAsync("admin");
        string viewer = await desk.TokenAsync("viewer");
        using HttpResponseMessage changed = await desk.SendAsync(HttpMethod.Patch, "/api/admin/users/vik", admin, new StringContent("""{"roles":["feed"]}""", Encoding.UTF8, "application/json"));
        (await JsonAsync(changed))["roles"]!.ToJsonString().ShouldBe("""["feed"]""");
        (await desk.GetAsync("/api/products", viewer)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.GetAsync("/api/products", await desk.TokenAsync("vik"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Login_Body_IsLimitedAndRead()
    {
        await using Desk desk = await Desk.OpenAsync();
        (await desk.PostAsync("/api/auth/login", new { name = new string('x', 10_000) })).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var nonsense = new StringContent("{", Encoding.UTF8, "application/json");
        (await desk.SendAsync(HttpMethod.Post, "/api/auth/login", null, nonsense)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Logs_AtTheirMost_HoldNoSecret()
    {
        var log = new CapturedLog();
        await using Desk desk = await Desk.OpenAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        JsonNode login = await desk.LoginAsync("vik");
        JsonNode key = await desk.KeyAsync("viewer");
        await desk.PostAsync("/api/auth/login", new { name = "a secret in the wrong field", password = "a mistyped secret" });
        await desk.GetAsync("/api/products", (string)key["key"]!);
        await desk.GetAsync("/api/products", "ta_x_a-wrong-secret");
        await desk.PostAsync("/api/auth/refresh", new { refreshToken = (string)login["refreshToken"]! });
        await using (HubDesk hub = await HubDesk.ConnectAsync(desk, (string)login["accessToken"]!))
        {
            await hub.Connection.StopAsync(Token);
        }

        string text = log.Text;
        text.ShouldContain("A sign-in from", Case.Sensitive, "the log is heard");
        foreach (string secret in (string[])[Desk.Password, (string)login["accessToken"]!, (string)login["refreshToken"]!, (string)key["key"]!, "secret in the wrong field", "mistyped secret", "a-wrong-secret"])
        {
            text.ShouldNotContain(secret);
        }
    }

    internal static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    /// <summary>All that a caller sees, but for the trace id, which is different each time.</summary>
    private static async Task<string> FaceAsync(HttpResponseMessage response)
    {
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
        body.AsObject().Remove("traceId");
        IEnumerable<string> headers = response.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode} {body.ToJsonString()} {string.Join("; ", headers)}";
    }

    private static string Signed(byte[] key, string session, string issuer, DateTime expires) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = Tokens.Issuer,
        NotBefore = DateTime.UtcNow.AddHours(-1),
        IssuedAt = DateTime.UtcNow.AddHours(-1),
        Expires = expires,
        Claims = new Dictionary<string, object> { ["sub"] = "asha", ["sid"] = session },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
    });
}
