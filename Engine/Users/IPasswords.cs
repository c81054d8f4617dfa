namespace TradingAnalytics.Engine.Users;

/// <summary>Hashes passwords, slowly on purpose.</summary>
public interface IPasswords
{
    /// <summary>The hash with its salt and parameters.</summary>
    string Hash(string password);

    /// <summary>Whether a password has this hash; compared in constant time.</summary>
    bool Matches(string hash, string password);
}
