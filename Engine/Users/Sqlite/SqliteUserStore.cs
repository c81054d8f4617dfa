using Microsoft.Data.Sqlite;

namespace TradingAnalytics.Engine.Users.Sqlite;

/// <inheritdoc cref="IUserStore"/>
public sealed class SqliteUserStore(UserDatabase database) : IUserStore, ICredentialStore
{
    private const string Columns = "name, password, roles, created";

    public bool HaveAny(DateTimeOffset now) => database.Exists && database.Query(
        row => row.GetInt64(0),
        "SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM api_keys WHERE revoked IS NULL AND (expires IS NULL OR expires > $now))",
        ("$now", UserDatabase.Instant(now)))[0] != 0;

    public ValueTask<User?> FindAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(database.Query(Read, $"SELECT {Columns} FROM users WHERE name = $name", ("$name", name)).FirstOrDefault());

    public ValueTask<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<User>>(database.Query(Read, $"SELECT {Columns} FROM users ORDER BY name"));

    public ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken) => ValueTask.FromResult(database.Execute(
        $"INSERT INTO users ({Columns}) VALUES ($name, $password, $roles, $created) ON CONFLICT DO NOTHING",
        ("$name", user.Name), ("$password", user.PasswordHash), ("$roles", (int)user.Roles), ("$created", UserDatabase.Instant(user.Created))) == 1);

    public ValueTask<bool> ChangeAsync(string name, string? passwordHash, UserRoles? roles, CancellationToken cancellationToken) => ValueTask.FromResult(database.InTransaction(turn =>
    {
        turn.Execute("DELETE FROM sessions WHERE user = $name", ("$name", name));
        turn.Execute("DELETE FROM attempts WHERE name = $name", ("$name", name));
        return turn.Execute(
            "UPDATE users SET password = coalesce($password, password), roles = coalesce($roles, roles) WHERE name = $name",
            ("$name", name), ("$password", (object?)passwordHash ?? DBNull.Value), ("$roles", roles is { } given ? (int)given : DBNull.Value)) == 1;
    }));

    public ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(database.InTransaction(turn =>
    {
        turn.Execute("DELETE FROM sessions WHERE user = $name", ("$name", name));
        return turn.Execute("DELETE FROM users WHERE name = $name", ("$name", name)) == 1;
    }));

    public ValueTask<bool> BeginAttemptAsync(string name, DateTimeOffset now, int most, TimeSpan lockFor, CancellationToken cancellationToken)
    {
        return ValueTask.FromResult(database.InTransaction(turn =>
        {
            turn.Execute("DELETE FROM attempts WHERE last < $now - $lock AND locked_until <= $now", ("$now", now.ToUnixTimeMilliseconds()), ("$lock", (long)lockFor.TotalMilliseconds));
            LoginAttempts before = turn.Query(
                row => new LoginAttempts(row.GetInt32(0), UserDatabase.Instant(row, 1)), "SELECT failures, locked_until FROM attempts WHERE name = $name", ("$name", name)).FirstOrDefault();
            LoginAttempts after = before.Next(now, most, lockFor, out bool open);
            turn.Execute(
                """
                INSERT INTO attempts (name, failures, last, locked_until) VALUES ($name, $failures, $now, $until)
                ON CONFLICT (name) DO UPDATE SET failures = $failures, last = $now, locked_until = $until
                """,
                ("$name", name), ("$failures", after.Failures), ("$now", now.ToUnixTimeMilliseconds()), ("$until", UserDatabase.Instant(after.LockedUntil)));
            return open;
        }));
    }

    public ValueTask ClearAttemptsAsync(string name, CancellationToken cancellationToken)
    {
        database.Execute("DELETE FROM attempts WHERE name = $name", ("$name", name));
        return ValueTask.CompletedTask;
    }

    private static User Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), (UserRoles)row.GetInt32(2), UserDatabase.Instant(row, 3));
}
