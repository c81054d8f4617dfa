using System.Diagnostics;

namespace TradingAnalytics.Cli.Tests;

/// <summary>user and key: the way to the first admin, and keys for programs.</summary>
public sealed class UserVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-cli-users-").FullName;

    private string File => Path.Combine(_folder, "users.db");

    [Fact]
    public async Task User_AddChangeRemove_IsListedWithoutItsPassword()
    {
        (int code, string output, string error) = await Run("correct horse battery\n", "user", "add", "Asha", "--role", "admin", "viewer", "--users", File);
        code.ShouldBe(0, error);
        output.ShouldContain("added asha (viewer admin)");
        (await Run("another horse battery\n", "user", "add", "asha", "--role", "viewer", "--users", File)).ShouldSatisfyAllConditions(
            twice => twice.Code.ShouldBe(2), twice => twice.Error.ShouldContain("There is a user asha"));
        (await Run("", "user", "roles", "asha", "--role", "feed", "--users", File)).Code.ShouldBe(0);
        (await Run("yet another battery\n", "user", "password", "asha", "--users", File)).Code.ShouldBe(0);
        (_, string list, _) = await Run("", "user", "list", "--users", File);
        list.ShouldStartWith("asha\tfeed\t");
        list.ShouldNotContain("battery");
        (await Run("", "user", "remove", "asha", "--users", File)).Code.ShouldBe(0);
        (await Run("", "user", "remove", "asha", "--users", File)).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("correct horse battery", "a b", "viewer", "no user's name")]
    [InlineData("short", "asha", "viewer", "at least 12 characters")]
    [InlineData("correct horse battery", "asha", "root", "'root' is no role")]
    public async Task User_Wrong_SaysWhatAndMakesNoFile(string password, string name, string role, string said)
    {
        (int code, _, string error) = await Run(password + "\n", "user", "add", name, "--role", role, "--users", File);
        code.ShouldBe(2);
        error.ShouldContain(said);
        System.IO.File.Exists(File).ShouldBeFalse();
        (await Run("", "user", "list", "--users", File)).Error.ShouldContain("There is no file");
    }

    [Fact]
    public async Task Key_CreateRotateRevoke_ShowsTheSecretOnce()
    {
        (int code, string key, string error) = await Run("", "key", "create", "desk feed", "--role", "feed", "--days", "30", "--users", File);
        code.ShouldBe(0, error);
        key.Trim().ShouldMatch("^ta_[0-9A-Za-z]{12}_[0-9A-Za-z_-]{43}$");
        string id = key.Split('_')[1];
        (_, string list, _) = await Run("", "key", "list", "--users", File);
        list.ShouldContain($"{id}\tdesk feed\tfeed\t");
        list.ShouldContain("last used never");
        list.ShouldNotContain(key.Trim()[^43..]);
        (_, string rotated, _) = await Run("", "key", "rotate", id, "--users", File);
        rotated.ShouldStartWith($"ta_{id}_");
        rotated.ShouldNotBe(key);
        (await Run("", "key", "revoke", id, "--users", File)).Code.ShouldBe(0);
        (await Run("", "key", "revoke", id, "--users", File)).Error.ShouldContain($"There is no key {id} in force");
        (await Run("", "key", "create", "x", "--role", "feed", "--days", "0", "--users", File)).Code.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Code, string Output, string Error)> Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TradingAnalytics.Cli.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
