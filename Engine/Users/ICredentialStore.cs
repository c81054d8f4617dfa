namespace TradingAnalytics.Engine.Users;

/// <summary>Whether anyone could sign in at all; asked when the host starts.</summary>
public interface ICredentialStore
{
    /// <summary>Whether there is a user, or a key that is neither revoked nor expired.</summary>
    bool HaveAny(DateTimeOffset now);
}
