using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>Drops, once a minute, journal segments that are past their time (<c>Journal:RetainFor</c>, <c>Journal:RetainBytes</c>) and that no live chain or product needs to recover.</summary>
public sealed partial class JournalRetention(
    SegmentedTickJournal journal, JournalCheckpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<JournalRetention> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                int dropped = journal.ApplyRetention(checkpoints.SafeSequence(await grains.GetGrain<IDirectoryGrain>(0).Routes()));
                if (dropped > 0)
                {
                    LogDropped(dropped, journal.FirstSequence);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailure(failure);
            }
        }
    }

    [LoggerMessage(4003, LogLevel.Information, "Dropped {Segments} journal segments past their time; the journal begins at frame {FirstSequence}")]
    private partial void LogDropped(int segments, long firstSequence);

    [LoggerMessage(4004, LogLevel.Warning, "Journal retention could not run; it is tried again in a minute")]
    private partial void LogFailure(Exception exception);
}
