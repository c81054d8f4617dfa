namespace TradingAnalytics.Engine.Users;

/// <summary>Names of users: 1 to 64 of a-z, 0-9 and <c>. _ - @</c>, beginning with a letter or digit; upper case is lower case.</summary>
public static class UserName
{
    public const int MaxLength = 64;

    public const string Rule = "1 to 64 letters a to z, digits and . _ - @, beginning with a letter or a digit";

    public static bool TryRead(string? text, out string name)
    {
        name = (text ?? "").Trim().ToLowerInvariant();
        return name.Length is > 0 and <= MaxLength
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-' or '@');
    }
}
