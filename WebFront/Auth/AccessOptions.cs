namespace TradingAnalytics.WebFront.Auth;

/// <summary>Who may come in and how. Section <c>Web:Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Web:Access";

    public AccessModeChoice Mode { get; set; }

    /// <summary>The file of users, keys, sessions and the audit log.</summary>
    public string UserFile { get; set; } = "";

    /// <summary>An OpenID Connect authority whose access tokens are taken beside our own, as in <c>https://login.example.com/realms/desk</c>. Empty: none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The audience its tokens must be for.</summary>
    public string Audience { get; set; } = "trading-analytics";

    /// <summary>The claim of its tokens that holds our roles' names.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>How long an access token of ours lasts. 1 min to 1 h.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts without being refreshed. 1 h to 90 days.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Wrong passwords after which a name is locked. 1 to 100.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>For how long. 1 s to a day.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Other sites whose pages may call this one (CORS), as in <c>https://desk.example.com</c>; none by default.</summary>
    public string[] Origins { get; set; } = [];

    /// <summary>Reverse proxies whose X-Forwarded-For and -Proto are believed: addresses or networks (<c>10.0.0.0/8</c>); none by default.</summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>How often it is looked whether the credentials of open connections are still good. 100 ms to 10 min.</summary>
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(5);
}
