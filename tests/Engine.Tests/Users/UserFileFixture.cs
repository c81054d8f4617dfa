using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Engine.Tests.Users;

/// <summary>A file of users that is thrown away, a clock, and passwords that are hashed quickly and counted.</summary>
public sealed class UserFileFixture : IPasswords, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-users-").FullName;
    private int _matched;
    private int _hashed;

    public UserFileFixture()
    {
        Database = new UserDatabase(System.IO.Path.Combine(_folder, "sub", "users.db"));
        Users = new SqliteUserStore(Database);
        Keys = new SqliteApiKeyStore(Database);
        Sessions = new SqliteSessionStore(Database);
        SignIn = new SignIn(Users, Sessions, this, new SignInOptions { MaxFailures = 3, LockFor = TimeSpan.FromMinutes(15), SessionLifetime = TimeSpan.FromDays(1) }, Time);
        ApiKeys = new ApiKeys(Keys, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));

    public UserDatabase Database { get; }

    public SqliteUserStore Users { get; }

    public SqliteApiKeyStore Keys { get; }

    public SqliteSessionStore Sessions { get; }

    public SignIn SignIn { get; }

    public ApiKeys ApiKeys { get; }

    /// <summary>Passwords that were compared with a hash.</summary>
    public int Matched => _matched;

    /// <summary>Passwords that were hashed to be kept.</summary>
    public int Hashed => _hashed;

    public string Hash(string password)
    {
        Interlocked.Increment(ref _hashed);
        return HashOf(password);
    }

    public bool Matches(string hash, string password)
    {
        Interlocked.Increment(ref _matched);
        return hash == HashOf(password);
    }

    public async Task<User> AddAsync(string name = "asha", string password = "correct horse", UserRoles roles = UserRoles.Viewer)
    {
        var user = new User(name, Hash(password), roles, Time.GetUtcNow());
        (await Users.AddAsync(user, CancellationToken.None)).ShouldBeTrue();
        return user;
    }

    private static string HashOf(string password) => $"hash of {password}";

    public void Dispose()
    {
        SignIn.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
