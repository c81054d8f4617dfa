using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>
/// Access tokens of ours: JWT, signed with HMAC-SHA256 by the store's key. A token names its user and session; what he may do is asked of the store each time it is shown, so a session that has ended
/// or a role that was taken away counts at once and not when the token expires.
/// </summary>
internal sealed class Tokens(ISessionStore sessions, IOptions<AccessOptions> options, TimeProvider time)
{
    public const string Issuer = "trading-analytics";

    private const string SessionClaim = "sid";
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(sessions.SigningKey()));

    public TimeSpan Lifetime => options.Value.TokenLifetime;

    /// <summary>What a token must satisfy. The clock is ours, and there is no grace.</summary>
    public TokenValidationParameters Parameters => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = _key.Value,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) => notBefore <= Now && expires > Now,
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A token for an interface, or, for the page's cookie, one that lasts as long as the session.</summary>
    public string Create(User user, Session session, bool untilSessionEnds = false) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        IssuedAt = Now,
        NotBefore = Now,
        Expires = untilSessionEnds ? session.Expires.UtcDateTime : Now + Lifetime,
        Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = user.Name, [SessionClaim] = session.Id, [JwtRegisteredClaimNames.Jti] = Secret.NewId() },
        SigningCredentials = new SigningCredentials(_key.Value, SecurityAlgorithms.HmacSha256),
    });

    /// <summary>Whether a text says it is one of ours; it need not be true.</summary>
    public static bool ClaimsToBeOurs(string text)
    {
        try
        {
            return new JsonWebToken(text).Issuer == Issuer;
        }
        catch (ArgumentException)
        {
            // It is no token at all.
            return true;
        }
    }

    public static string? SessionOf(SecurityToken token) => (token as JsonWebToken)?.TryGetPayloadValue(SessionClaim, out string id) == true ? id : null;
}
