using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using StackExchange.Redis;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.GrainClient;
using TradingAnalytics.MarketData.Ticks;

// A program of one's own inside the cluster: it reads a chain and follows its updates.
//   dotnet run --project samples/GrainClient -- --Product NIFTY                            beside ./run
//   dotnet run --project samples/GrainClient -- --Product NIFTY --Redis 127.0.0.1:6379     beside ./run cluster
HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
ClientSettings settings = builder.Configuration.Get<ClientSettings>() ?? new ClientSettings();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ChainFollower>();
builder.UseOrleansClient(client =>
{
    if (settings.Redis.Length > 0)
    {
        client.UseRedisClustering(redis => redis.ConfigurationOptions = ConfigurationOptions.Parse(settings.Redis));
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
    }
    else
    {
        client.UseLocalhostClustering(settings.Gateway);
    }

    client.AddLiveStreams();
});

using IHost host = builder.Build();
await host.StartAsync();
var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, stop) =>
{
    stop.Cancel = true;
    stopping.Cancel();
};
try
{
    ChainFollower follower = host.Services.GetRequiredService<ChainFollower>();
    TickRoute chain = await follower.FindAsync(ProductId.Parse(settings.Product), settings.Expiry);
    int seen = 0;
    await foreach (TableReplica replica in follower.FollowAsync(chain, stopping.Token))
    {
        Console.WriteLine($"{chain} {ChainFollower.Describe(replica)}");
        if (settings.Updates > 0 && seen++ == settings.Updates)
        {
            break;
        }
    }
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Stopped by hand.
}
catch (InvalidOperationException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
finally
{
    await host.StopAsync();
}

return 0;
