using Microsoft.Extensions.Options;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Journal;

/// <summary>Before the silo joins: refuses a Redis that is not there, or that keeps less than the settings say of what it acknowledges.</summary>
internal sealed partial class JournalPolicyHost(JournalRedis redis, ProcessPlan plan, IOptions<RedisJournalOptions> options, ILogger<JournalPolicyHost> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string? refusal;
        bool untold;
        try
        {
            (refusal, untold) = await JournalPolicy.CheckAsync(redis.Connection, options.Value);
        }
        catch (Exception fault) when (RedisFaults.IsOne(fault))
        {
            throw new StartupException($"Redis does not answer at Cluster:ConnectionString (--redis): {fault.Message} Start it, or correct the setting.", fault);
        }

        if (refusal is not null)
        {
            throw new StartupException(refusal);
        }

        if (untold)
        {
            LogUntold(plan.Cluster.ConnectionString.Split(',')[0], options.Value.Fsync);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4042, LogLevel.Warning, "Redis at {Address} does not tell its settings: see to it that it has appendonly yes and appendfsync {Fsync}, or what is acknowledged may be lost with it")]
    private partial void LogUntold(string address, string fsync);
}
