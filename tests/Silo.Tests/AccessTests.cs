using System.Net;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Who is let in, by how the process was started.</summary>
[Collection(nameof(PlainSilo))]
public class AccessTests(PlainSilo plain)
{
    [Fact]
    public async Task Start_BeyondThisMachineWithNobodyWhoCouldSignIn_IsRefusedWithTheRemedy()
    {
        using var folder = new TemporaryFolder();
        await using SiloProcess silo = SiloProcess.Start(folder.Path, "none", "--urls", $"http://0.0.0.0:{SiloProcess.FreePort()}");
        (await silo.ExitCode()).ShouldBe(2, silo.Output);
        silo.Output.ShouldContain("there is nobody who could sign in");
        silo.Output.ShouldContain($"trading-analytics user add NAME --role admin --users {Path.Combine(folder.Path, "users.db")}");
        silo.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Start_OnLoopbackWithoutUsers_IsOpenAndSaysSo()
    {
        await plain.Process.Until("it tells its status to anyone", _ => true);
        plain.Process.Output.ShouldContain("OPEN MODE");
        File.Exists(Path.Combine(plain.Folder, "users.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_WithAUser_IsClosedOnLoopbackToo()
    {
        using var folder = new TemporaryFolder();
        var database = new UserDatabase(Path.Combine(folder.Path, "users.db"));
        (_, string key) = await new ApiKeys(new SqliteApiKeyStore(database), TimeProvider.System).CreateAsync("test", UserRoles.Viewer, "test", null, TestContext.Current.CancellationToken);
        await using SiloProcess silo = SiloProcess.Start(folder.Path, "none");
        await silo.Runs();
        silo.Output.ShouldContain("Callers sign in");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{silo.Port}") };
        (await http.GetAsync("/api/status", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        (await http.GetAsync("/api/status", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync("/api/admin/users", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
