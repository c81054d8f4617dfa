using System.Net;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Orleans' own dashboard, in the real executable.</summary>
public class OrleansViewTests
{
    private static readonly string[] s_paths = ["/orleans/", "/orleans/index.min.js", "/orleans/DashboardCounters", "/orleans/ClusterStats", "/orleans/GrainTypes", "/orleans/Reminders", "/orleans/GrainState", "/orleans/version"];

    [Fact]
    public async Task OrleansView_IsForAdminsAlone()
    {
        using var folder = new TemporaryFolder();
        var keys = new ApiKeys(new SqliteApiKeyStore(new UserDatabase(folder.At("users.db"))), TimeProvider.System);
        (_, string viewer) = await keys.CreateAsync("viewer", UserRoles.Viewer, "test", null, TestContext.Current.CancellationToken);
        (_, string admin) = await keys.CreateAsync("admin", UserRoles.Admin, "test", null, TestContext.Current.CancellationToken);
        await using SiloProcess silo = SiloProcess.Start(folder.Path, "none");
        await silo.Runs();
        foreach (string path in s_paths)
        {
            (await Get(silo, path, null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await Get(silo, path, viewer)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            if (path != "/orleans/GrainState")
            {
                (await Get(silo, path, admin)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            }
        }

        using HttpResponseMessage page = await Get(silo, "/orleans/", admin);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("""src="./index.min.js""", customMessage: "its script comes from here, as the policy wants it");
        html.ShouldNotContain("<script>");
        (await Get(silo, "/orleans/Trace", admin)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the live log is left out");
        await silo.Until("housekeeping's reminder is kept", async () =>
            (await (await Get(silo, "/orleans/Reminders", admin)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("housekeeping", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> Get(SiloProcess silo, string path, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{silo.Port}{path}");
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
