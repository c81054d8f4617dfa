using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Says at the start who is let in.</summary>
internal sealed partial class AccessNotice(AccessMode mode, ILogger<AccessNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (mode.IsOpen)
        {
            LogOpen(mode.UserFile);
        }
        else
        {
            LogClosed(mode.UserFile);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5002, LogLevel.Warning, "OPEN MODE: every program on this machine may read, push ticks and administer without a name. To close it: trading-analytics user add NAME --role admin --users {UserFile}, then start again")]
    private partial void LogOpen(string userFile);

    [LoggerMessage(5003, LogLevel.Information, "Callers sign in; users and keys are in {UserFile}")]
    private partial void LogClosed(string userFile);
}
