namespace TradingAnalytics.Engine.Users;

/// <summary>What a user or a key may do. One may have several.</summary>
[Flags]
public enum UserRoles
{
    None = 0,

    /// <summary>Reads: REST and rooms.</summary>
    Viewer = 1,

    /// <summary>Pushes ticks, and nothing else.</summary>
    Feed = 2,

    /// <summary>Everything, the others' roles among it.</summary>
    Admin = 4,
}
