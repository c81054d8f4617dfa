namespace TradingAnalytics.Silo.Clustering;

/// <summary>A web front that finds no silo yet waits for one, and says so.</summary>
internal sealed partial class GatewayWait(TimeProvider time, ILogger<GatewayWait> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaiting(exception.Message);
        await Task.Delay(s_pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(4030, LogLevel.Warning, "No silo answers yet, waiting for one: {Reason}")]
    private partial void LogWaiting(string reason);
}
