using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Silo.Housekeeping;

/// <summary>Has housekeeping's reminder kept, as soon as where reminders are kept answers: a silo comes up without it.</summary>
public sealed partial class HousekeepingStart(IGrainFactory grains, StorePipelines stores, ILogger<HousekeepingStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        StorePipeline reminders = stores.Of("reminders");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reminders.Writes.ExecuteAsync(async token => await grains.GetGrain<IHousekeepingGrain>(0).Begin().WaitAsync(token), stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogWaiting(failure.Message);
            }
        }
    }

    [LoggerMessage(4050, LogLevel.Warning, "Housekeeping is not set up yet, trying again: {Reason}")]
    private partial void LogWaiting(string reason);
}
