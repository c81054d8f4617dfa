using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>Says at the start what was found in the journal. Registered first, so the journal is open before and closed after all that uses it.</summary>
public sealed partial class JournalHost(SegmentedTickJournal journal, DataDirectory data, ILogger<JournalHost> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogOpened(data.Folder, journal.LastSequence);
        if (journal.OpenReport.Warning is { } warning)
        {
            LogTornTail(warning);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Dispose();
        return Task.CompletedTask;
    }

    [LoggerMessage(4001, LogLevel.Information, "Data in {Folder}; the journal ends at frame {LastSequence}")]
    private partial void LogOpened(string folder, long lastSequence);

    [LoggerMessage(4002, LogLevel.Warning, "{Warning}")]
    private partial void LogTornTail(string warning);
}
