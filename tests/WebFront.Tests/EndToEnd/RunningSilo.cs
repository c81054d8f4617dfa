using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using TradingAnalytics.Silo.Hosting;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>The whole product in this process, on a free port, with its data in a folder of its own.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _application;

    private RunningSilo(DirectoryInfo folder, WebApplication application)
    {
        _folder = folder;
        _application = application;
        Address = new Uri(application.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _application.Services;

    public static async Task<RunningSilo> StartAsync(Dictionary<string, string?> settings)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("trading-analytics-");
        settings["Host:DataDirectory"] = folder.FullName;
        settings["Logging:LogLevel:Default"] = "None";
        settings["Logging:LogLevel:Microsoft"] = "None";
        settings["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "None";
        settings["Logging:LogLevel:Orleans"] = "None";
        WebApplication application = SiloApplication.Build(settings);
        application.Urls.Add("http://127.0.0.1:0");
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new RunningSilo(folder, application);
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
