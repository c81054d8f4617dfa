namespace TradingAnalytics.MarketData.Journal;

/// <summary>When a commit counts as durable.</summary>
public enum JournalFlush
{
    /// <summary>On the disk: survives a power cut.</summary>
    Disk = 0,

    /// <summary>Handed to the operating system: survives the end of the process, not a power cut. Faster where the disk is slow to flush.</summary>
    OperatingSystem = 1,
}
