namespace TradingAnalytics.WebFront.Auth;

/// <summary>The ways to say who one is. <see cref="Any"/> looks at what a request carries and chooses.</summary>
internal static class AccessSchemes
{
    public const string Any = "any";

    /// <summary>A token of ours, in a header, in the page's cookie or, for the hub, in the query.</summary>
    public const string Token = "token";

    /// <summary>A token of the configured authority.</summary>
    public const string External = "external";

    public const string ApiKey = "api-key";

    /// <summary>No name, at this machine, in open mode.</summary>
    public const string Open = "open";
}
