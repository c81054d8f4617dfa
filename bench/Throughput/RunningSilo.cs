using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Silo.Hosting;

namespace TradingAnalytics.Throughput;

/// <summary>The whole product in this process, without a feed: silo, journal on disk, web front on a free port. Its data is removed at the end.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _folder;

    private RunningSilo(WebApplication application, string folder)
    {
        _application = application;
        _folder = folder;
    }

    public IServiceProvider Services => _application.Services;

    public TickIngress Ingress => Services.GetRequiredService<TickIngress>();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="cadence">How often chains publish and clients are sent to; zero: after each batch.</param>
    public static async Task<RunningSilo> StartAsync(TimeSpan cadence)
    {
        string folder = Directory.CreateTempSubdirectory("trading-analytics-bench-").FullName;
        WebApplication application = SiloApplication.Build(new Dictionary<string, string?>
        {
            ["Feed:Kind"] = "None",
            ["Host:DataDirectory"] = folder,
            ["Grains:Cadence"] = cadence.ToString("c"),
            ["Web:Push:Interval"] = cadence.ToString("c"),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        });
        application.Urls.Add("http://127.0.0.1:0");
        await application.StartAsync();
        return new RunningSilo(application, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
