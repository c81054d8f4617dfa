using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Dashboard;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Dashboard;

public sealed class DashboardFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trading-analytics-");

    public DashboardFilesTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html><title>built</title>");
        _folder.CreateSubdirectory("assets");
        File.WriteAllText(Path.Combine(_folder.FullName, "assets", "index-1a2b3c.js"), "let built;");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/", "text/html", "no-cache")]
    [InlineData("/?product=NIFTY", "text/html", "no-cache")]
    [InlineData("/assets/index-1a2b3c.js", "text/javascript", "public, max-age=31536000, immutable")]
    public async Task Get_BuiltPage_IsServedWithItsCacheRule(string path, string type, string cache)
    {
        await using TestWeb web = await StartAsync();
        using HttpResponseMessage response = await web.Http.GetAsync(path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Cache-Control").ShouldBe([cache]);
    }

    [Fact]
    public async Task Get_NoSuchFile_IsAProblem()
    {
        await using TestWeb web = await StartAsync();
        using HttpResponseMessage response = await web.Http.GetAsync("/assets/gone.js", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Get_PageNotBuilt_SaysWhatToDo()
    {
        File.Delete(Path.Combine(_folder.FullName, "index.html"));
        await using TestWeb web = await StartAsync();
        string page = await web.Http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        page.ShouldContain("./run");
    }

    private Task<TestWeb> StartAsync() => TestWeb.StartAsync(services => services.Configure<DashboardOptions>(options => options.Path = _folder.FullName));
}
