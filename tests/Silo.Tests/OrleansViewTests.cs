using System.Net;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Orleans' own dashboard, in the real executable.</summary>
[Collection(nameof(ClosedSilo))]
public class OrleansViewTests(ClosedSilo closed)
{
    private static readonly string[] s_paths = ["/orleans/", "/orleans/index.min.js", "/orleans/DashboardCounters", "/orleans/ClusterStats", "/orleans/GrainTypes", "/orleans/Reminders", "/orleans/GrainState", "/orleans/version"];

    [Fact]
    public async Task OrleansView_IsForAdminsAlone()
    {
        foreach (string path in s_paths)
        {
            (await closed.Get(path, null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await closed.Get(path, closed.Viewer)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            if (path != "/orleans/GrainState")
            {
                (await closed.Get(path, closed.Admin)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            }
        }

        using HttpResponseMessage page = await closed.Get("/orleans/", closed.Admin);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("""src="./index.min.js""", customMessage: "its script comes from here, as the policy wants it");
        html.ShouldNotContain("<script>");
        (await closed.Get("/orleans/Trace", closed.Admin)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the live log is left out");
        await closed.Process.Until("housekeeping's reminder is kept", async () =>
            (await (await closed.Get("/orleans/Reminders", closed.Admin)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("housekeeping", StringComparison.Ordinal));
    }
}
