using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Passwords by ASP.NET Core Identity's hasher: PBKDF2 with HMAC-SHA512 and a salt of its own for each.</summary>
internal sealed class IdentityPasswords : IPasswords
{
    private static readonly object s_nobody = new();
    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    public string Hash(string password) => _hasher.HashPassword(s_nobody, password);

    public bool Matches(string hash, string password) => _hasher.VerifyHashedPassword(s_nobody, hash, password) != PasswordVerificationResult.Failed;
}
