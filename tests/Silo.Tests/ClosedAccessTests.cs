using System.Net;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Who is let in where there is somebody who can sign in.</summary>
[Collection(nameof(ClosedSilo))]
public class ClosedAccessTests(ClosedSilo closed)
{
    [Fact]
    public async Task Start_WithAUser_IsClosedOnLoopbackToo()
    {
        await closed.Process.Until("it says so", () => Task.FromResult(closed.Process.Output.Contains("Callers sign in", StringComparison.Ordinal)));
        (await closed.Get("/api/status", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await closed.Get("/api/status", closed.Viewer)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await closed.Get("/api/admin/users", closed.Viewer)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
