using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.Engine.Tests.Users;

public sealed class ApiKeysTests : IDisposable
{
    private readonly UserFileFixture _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_Created_GivesTheKeyAndNotesItsUse()
    {
        (ApiKey key, string text) = await _file.ApiKeys.CreateAsync("desk feed", UserRoles.Feed, "asha", null, Token);
        text.ShouldStartWith($"ta_{key.Id}_");
        (await _file.ApiKeys.VerifyAsync(text, Token)).ShouldNotBeNull().Roles.ShouldBe(UserRoles.Feed);
        (await _file.Keys.FindAsync(key.Id, Token))!.LastUsed.ShouldBe(_file.Time.GetUtcNow());

        DateTimeOffset first = _file.Time.GetUtcNow();
        _file.Time.Advance(TimeSpan.FromSeconds(59));
        await _file.ApiKeys.VerifyAsync(text, Token);
        (await _file.Keys.FindAsync(key.Id, Token))!.LastUsed.ShouldBe(first, "it is noted once a minute");
        _file.Time.Advance(TimeSpan.FromSeconds(1));
        await _file.ApiKeys.VerifyAsync(text, Token);
        (await _file.Keys.FindAsync(key.Id, Token))!.LastUsed.ShouldBe(_file.Time.GetUtcNow());
    }

    [Fact]
    public async Task Verify_AnyLetterChanged_IsRefused()
    {
        (_, string text) = await _file.ApiKeys.CreateAsync("a", UserRoles.Viewer, "asha", null, Token);
        for (int i = 0; i < text.Length; i++)
        {
            char other = text[i] == 'A' ? 'B' : 'A';
            (await _file.ApiKeys.VerifyAsync(string.Concat(text.AsSpan(0, i), [other], text.AsSpan(i + 1)), Token)).ShouldBeNull($"letter {i}");
        }

        foreach (string wrong in (string[])["", "ta_", "ta__", text[..^1], text + "A", text + new string('A', 1_000_000)])
        {
            (await _file.ApiKeys.VerifyAsync(wrong, Token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Verify_RotatedRevokedExpired_IsRefused()
    {
        (ApiKey key, string text) = await _file.ApiKeys.CreateAsync("a", UserRoles.Viewer, "asha", _file.Time.GetUtcNow().AddDays(1), Token);
        string rotated = (await _file.ApiKeys.RotateAsync(key.Id, Token)).ShouldNotBeNull();
        (await _file.ApiKeys.VerifyAsync(text, Token)).ShouldBeNull();
        (await _file.ApiKeys.VerifyAsync(rotated, Token)).ShouldNotBeNull();
        _file.Time.Advance(TimeSpan.FromDays(1));
        (await _file.ApiKeys.VerifyAsync(rotated, Token)).ShouldBeNull("expired");

        (ApiKey other, string second) = await _file.ApiKeys.CreateAsync("b", UserRoles.Viewer, "asha", null, Token);
        (await _file.Keys.RevokeAsync(other.Id, _file.Time.GetUtcNow(), Token)).ShouldBeTrue();
        (await _file.ApiKeys.VerifyAsync(second, Token)).ShouldBeNull();
        (await _file.ApiKeys.RotateAsync(other.Id, Token)).ShouldBeNull("a revoked key does not come back");
        (await _file.Keys.RevokeAsync(other.Id, _file.Time.GetUtcNow(), Token)).ShouldBeFalse();
        (await _file.Keys.ListAsync(Token)).Select(listed => listed.Name).ShouldBe(["a", "b"]);
    }

    public void Dispose() => _file.Dispose();
}
