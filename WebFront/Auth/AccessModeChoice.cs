namespace TradingAnalytics.WebFront.Auth;

/// <summary>Who is let in without a name.</summary>
public enum AccessModeChoice
{
    /// <summary>Open while nobody could sign in, closed as soon as there is a user, a key or an authority.</summary>
    Auto = 0,

    /// <summary>This machine's own programs need no name and may do everything. Only where nothing but this machine can reach the server.</summary>
    Open = 1,

    /// <summary>Everyone signs in.</summary>
    Closed = 2,
}
