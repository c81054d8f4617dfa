using System.Globalization;
using System.Security.Claims;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>A caller as claims: his name, his roles, and which credential he showed.</summary>
internal static class AccessClaims
{
    public const string Name = "name";

    public const string Role = "role";

    /// <summary><c>session:ID</c> or <c>key:ID:ISSUED</c>: what to ask whether he is still welcome.</summary>
    public const string Credential = "credential";

    /// <summary>What a name of each kind begins with, so that none can pass for another: no user's name holds a colon.</summary>
    public const string KeyPrefix = "key:";

    public const string SessionPrefix = "session:";

    public const string ExternalPrefix = "external:";

    /// <summary>The name of whoever sits at this machine in open mode.</summary>
    public const string Local = "local";

    public static ClaimsPrincipal Principal(string scheme, string name, UserRoles roles, string? credential)
    {
        var identity = new ClaimsIdentity(scheme, Name, Role);
        identity.AddClaim(new Claim(Name, name));
        foreach (string role in UserRoleNames.Of(roles))
        {
            identity.AddClaim(new Claim(Role, role));
        }

        if (credential is not null)
        {
            identity.AddClaim(new Claim(Credential, credential));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Names a key and which of its secrets was shown: with a new secret it is another.</summary>
    public static string CredentialOf(ApiKey key) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{key.Id}:{key.Issued.ToUnixTimeMilliseconds()}");

    /// <summary>The id of the key that a credential names; null when it is none.</summary>
    public static string? KeyOf(string credential) =>
        credential.StartsWith(KeyPrefix, StringComparison.Ordinal) ? credential[KeyPrefix.Length..credential.LastIndexOf(':')] : null;

    public static string[] RolesOf(ClaimsPrincipal user) => [.. user.FindAll(Role).Select(claim => claim.Value)];

    /// <summary>The id of the session he came in with; null when it was something else.</summary>
    public static string? SessionOf(ClaimsPrincipal user) =>
        user.FindFirst(Credential)?.Value is { } credential && credential.StartsWith(SessionPrefix, StringComparison.Ordinal) ? credential[SessionPrefix.Length..] : null;
}
