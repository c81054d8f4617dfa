using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.Engine.Tests.Users;

public sealed class SignInTests : IDisposable
{
    private readonly UserFileFixture _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_RightPassword_BeginsASession()
    {
        await _file.AddAsync();
        SignedIn signedIn = (await _file.SignIn.LoginAsync(" Asha ", "correct horse", Token)).ShouldNotBeNull();
        signedIn.User.Name.ShouldBe("asha");
        (await _file.SignIn.ResumeAsync(signedIn.Session.Id, Token)).ShouldNotBeNull().User.Roles.ShouldBe(UserRoles.Viewer);
        _file.Time.Advance(TimeSpan.FromDays(1));
        (await _file.SignIn.ResumeAsync(signedIn.Session.Id, Token)).ShouldBeNull("it has expired");
    }

    [Theory]
    [InlineData("asha", "wrong horse")]
    [InlineData("nobody", "correct horse")]
    [InlineData("no body!", "correct horse")]
    [InlineData("asha", "")]
    [InlineData(null, null)]
    public async Task Login_Refused_DoesTheSameWorkWhateverWasWrong(string? name, string? password)
    {
        await _file.AddAsync();
        (await _file.SignIn.LoginAsync(name, password, Token)).ShouldBeNull();
        _file.Matched.ShouldBe(1, "one comparison with a hash, as for a password that is right");
        _file.Hashed.ShouldBe(2, "the user's, and nobody's, made for the first attempt whoever makes it");
        Attempts().ShouldBe(1, "one attempt is counted, known or not");
    }

    [Fact]
    public async Task Login_HugePassword_IsNotHashed()
    {
        await _file.AddAsync();
        (await _file.SignIn.LoginAsync("asha", new string('x', 1_000_000), Token)).ShouldBeNull();
        _file.Matched.ShouldBe(1);
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("nobody")]
    public async Task Login_TooManyWrong_LocksTheNameForAWhile(string name)
    {
        await _file.AddAsync();
        for (int i = 0; i < 3; i++)
        {
            (await _file.SignIn.LoginAsync(name, $"wrong {i}", Token)).ShouldBeNull();
        }

        (await _file.SignIn.LoginAsync(name, "correct horse", Token)).ShouldBeNull("it is locked");
        _file.Matched.ShouldBe(4, "the locked name costs the same work");
        _file.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        (await _file.SignIn.LoginAsync(name, "correct horse", Token)).ShouldBeNull("it still is: trying does not shorten or prolong it");
        _file.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await _file.SignIn.LoginAsync(name, "correct horse", Token) is not null).ShouldBe(name == "asha");
    }

    [Fact]
    public async Task Login_RightInBetween_StartsTheCountAgain()
    {
        await _file.AddAsync();
        for (int i = 0; i < 10; i++)
        {
            (await _file.SignIn.LoginAsync("asha", "wrong", Token)).ShouldBeNull();
            (await _file.SignIn.LoginAsync("asha", "wrong", Token)).ShouldBeNull();
            (await _file.SignIn.LoginAsync("asha", "correct horse", Token)).ShouldNotBeNull($"round {i}");
        }
    }

    [Fact]
    public async Task Login_ManyGuessesAtOnce_NoMoreAreJudgedThanAllowed()
    {
        await _file.AddAsync();
        bool[] judged = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () => await _file.Users.BeginAttemptAsync("asha", _file.Time.GetUtcNow(), 3, TimeSpan.FromMinutes(1), Token))));
        judged.Count(open => open).ShouldBe(3);
    }

    [Fact]
    public async Task Login_NamesNobodyHas_AreForgottenAgain()
    {
        for (int i = 0; i < 50; i++)
        {
            await _file.SignIn.LoginAsync($"name{i}", "wrong", Token);
        }

        _file.Time.Advance(TimeSpan.FromHours(1));
        await _file.SignIn.LoginAsync("name", "wrong", Token);
        Attempts().ShouldBe(1);
    }

    [Fact]
    public async Task Refresh_EachToken_IsGoodOnce()
    {
        await _file.AddAsync();
        SignedIn first = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        _file.Time.Advance(TimeSpan.FromHours(20));
        SignedIn second = (await _file.SignIn.RefreshAsync(first.RefreshToken, Token)).ShouldNotBeNull();
        _file.Time.Advance(TimeSpan.FromHours(20));
        SignedIn third = (await _file.SignIn.RefreshAsync(second.RefreshToken, Token)).ShouldNotBeNull("refreshing prolongs it");
        third.Session.Id.ShouldBe(first.Session.Id);

        (await _file.SignIn.RefreshAsync(second.RefreshToken, Token)).ShouldBeNull("it was spent");
        (await _file.SignIn.RefreshAsync(third.RefreshToken, Token)).ShouldBeNull("a spent token was shown, so the session is over for both");
        (await _file.SignIn.ResumeAsync(first.Session.Id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Refresh_SameTokenAtOnce_OneSucceedsAtMost()
    {
        await _file.AddAsync();
        SignedIn signedIn = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        SignedIn?[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await _file.SignIn.RefreshAsync(signedIn.RefreshToken, Token))));
        answers.Count(answer => answer is not null).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("id.secret")]
    public async Task Refresh_Nonsense_IsRefused(string? token)
    {
        await _file.AddAsync();
        (await _file.SignIn.RefreshAsync(token, Token)).ShouldBeNull();
        (await _file.SignIn.LogoutAsync(token, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Refresh_WrongSecret_LeavesTheSession()
    {
        await _file.AddAsync();
        SignedIn signedIn = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        (await _file.SignIn.RefreshAsync($"{signedIn.Session.Id}.{Secret.New()}", Token)).ShouldBeNull();
        (await _file.SignIn.RefreshAsync(signedIn.RefreshToken, Token)).ShouldNotBeNull("a stranger who knows its id cannot end it");
    }

    [Fact]
    public async Task Sessions_UserChangedOrGone_AreOver()
    {
        await _file.AddAsync();
        SignedIn signedIn = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        (await _file.Users.ChangeAsync("asha", null, UserRoles.Feed, Token)).ShouldBeTrue();
        (await _file.SignIn.ResumeAsync(signedIn.Session.Id, Token)).ShouldBeNull();
        (await _file.Users.FindAsync("asha", Token))!.PasswordHash.ShouldBe(_file.Hash("correct horse"));
        SignedIn again = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        (await _file.Users.RemoveAsync("asha", Token)).ShouldBeTrue();
        (await _file.SignIn.ResumeAsync(again.Session.Id, Token)).ShouldBeNull();
        (await _file.SignIn.RefreshAsync(again.RefreshToken, Token)).ShouldBeNull();
        (await _file.Users.RemoveAsync("asha", Token)).ShouldBeFalse();
        (await _file.Users.ChangeAsync("asha", "x", null, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Logout_RefreshToken_EndsItsSession()
    {
        await _file.AddAsync();
        SignedIn one = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        SignedIn other = (await _file.SignIn.LoginAsync("asha", "correct horse", Token))!;
        (await _file.SignIn.LogoutAsync(one.RefreshToken, Token)).ShouldBeTrue();
        (await _file.SignIn.ResumeAsync(one.Session.Id, Token)).ShouldBeNull();
        (await _file.SignIn.ResumeAsync(other.Session.Id, Token)).ShouldNotBeNull();
    }

    public void Dispose() => _file.Dispose();

    private long Attempts() => _file.Database.Query(row => row.GetInt64(0), "SELECT count(*) FROM attempts")[0];
}
