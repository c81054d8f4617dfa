using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.Cli.Users;

/// <summary>Hashes as the server does. A hash carries its parameters, so the two may differ in strength.</summary>
internal static class Passwords
{
    public static string Hash(string password) => new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })).HashPassword(new object(), password);
}
