using System.Globalization;
using TradingAnalytics.GroupBroadcast;

// Started by the load test, as the product is: --port N; other arguments are not looked at.
string port = args[Array.IndexOf(args, "--port") + 1];
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSignalR();
builder.Services.AddSingleton<TickBroadcast>();
WebApplication application = builder.Build();
application.MapGet("/health", static () => "ok");
application.MapHub<MarketHub>("/hubs/market");
application.MapPost("/api/ingest/ticks", static async (HttpContext context, TickBroadcast broadcast) =>
{
    using var lines = new StreamReader(context.Request.Body);
    while (await lines.ReadLineAsync(context.RequestAborted) is { } line)
    {
        await broadcast.SendAsync(line);
    }
});
await application.RunAsync();
