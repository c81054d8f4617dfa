namespace TradingAnalytics.Engine.Users;

/// <summary>What a password must be: long. No classes of characters are asked for, which only makes people write <c>Password1!</c> (NIST SP 800-63B, 3.1.1.2).</summary>
public static class PasswordRule
{
    public const int MinLength = 12;

    /// <summary>Hashing more than this would only be work for the server.</summary>
    public const int MaxLength = 256;

    /// <summary>What is wrong with a password; null for a good one.</summary>
    public static string? Fault(string? password, string userName) => password switch
    {
        null or { Length: < MinLength } => $"A password has at least {MinLength} characters.",
        { Length: > MaxLength } => $"A password has at most {MaxLength} characters.",
        _ when password.Contains(userName, StringComparison.OrdinalIgnoreCase) => "A password must not contain the user's name.",
        _ when password.Distinct().Count() < 5 => "A password has at least 5 different characters.",
        _ => null,
    };
}
