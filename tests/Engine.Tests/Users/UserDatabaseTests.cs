using System.Text;
using Microsoft.Data.Sqlite;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Engine.Tests.Users;

public sealed class UserDatabaseTests : IDisposable
{
    private readonly UserFileFixture _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HaveAny_NobodyYet_MakesNoFile()
    {
        _file.Users.HaveAny(_file.Time.GetUtcNow()).ShouldBeFalse();
        (await _file.ApiKeys.VerifyAsync("ta_some_key", Token)).ShouldBeNull();
        File.Exists(_file.Database.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task HaveAny_UserOrGoodKey_IsTrue()
    {
        (ApiKey key, _) = await _file.ApiKeys.CreateAsync("a", UserRoles.Viewer, "asha", _file.Time.GetUtcNow().AddDays(1), Token);
        _file.Users.HaveAny(_file.Time.GetUtcNow()).ShouldBeTrue();
        _file.Users.HaveAny(_file.Time.GetUtcNow().AddDays(1)).ShouldBeFalse("it has expired then");
        await _file.Keys.RevokeAsync(key.Id, _file.Time.GetUtcNow(), Token);
        _file.Users.HaveAny(_file.Time.GetUtcNow()).ShouldBeFalse();
        await _file.AddAsync();
        _file.Users.HaveAny(_file.Time.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task File_Made_IsForItsOwnerAloneAndHoldsNoSecret()
    {
        await _file.AddAsync(password: "correct horse battery");
        (_, string key) = await _file.ApiKeys.CreateAsync("a", UserRoles.Viewer, "asha", null, Token);
        SignedIn signedIn = (await _file.SignIn.LoginAsync("asha", "correct horse battery", Token))!;
        SqliteConnection.ClearAllPools();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_file.Database.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file.Database.Path)!))
        {
            string content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token));
            content.ShouldNotContain(key[^43..]);
            content.ShouldNotContain(signedIn.RefreshToken[^43..]);
        }
    }

    [Fact]
    public async Task SigningKey_AskedTwice_IsTheSameForAll()
    {
        byte[] key = _file.Sessions.SigningKey();
        key.Length.ShouldBe(32);
        byte[][] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SqliteSessionStore(new UserDatabase(_file.Database.Path)).SigningKey())));
        keys.ShouldAllBe(other => other.SequenceEqual(key));
    }

    [Fact]
    public async Task Audit_Entries_ComeNewestFirstAndCannotBeChanged()
    {
        var log = new SqliteAuditLog(_file.Database);
        for (int i = 1; i <= 5; i++)
        {
            await log.AppendAsync(_file.Time.GetUtcNow(), "asha", "key.create", $"k{i}", "detail", "127.0.0.1", Token);
        }

        IReadOnlyList<AuditEntry> newest = await log.ReadAsync(null, 2, Token);
        newest.Select(entry => entry.Subject).ShouldBe(["k5", "k4"]);
        (await log.ReadAsync(newest[^1].Number, 10, Token)).Select(entry => entry.Subject).ShouldBe(["k3", "k2", "k1"]);
        Should.Throw<SqliteException>(() => _file.Database.Execute("UPDATE audit SET actor = 'nobody'")).Message.ShouldContain("only added to");
        Should.Throw<SqliteException>(() => _file.Database.Execute("DELETE FROM audit")).Message.ShouldContain("only added to");
    }

    [Fact]
    public async Task Users_SameNameTwice_OneIsAdded()
    {
        await _file.AddAsync();
        (await _file.Users.AddAsync(new User("asha", "x", UserRoles.Admin, _file.Time.GetUtcNow()), Token)).ShouldBeFalse();
        (await _file.Users.ListAsync(Token)).ShouldHaveSingleItem().Roles.ShouldBe(UserRoles.Viewer);
    }

    public void Dispose() => _file.Dispose();
}
