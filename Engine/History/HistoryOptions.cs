using TradingAnalytics.Engine.History.Archive;

namespace TradingAnalytics.Engine.History;

/// <summary>How history is recorded and how long it is kept. Section <c>History</c>.</summary>
public sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary>A <see cref="Provider"/>.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Another.</summary>
    public const string Mongo = "mongo";

    public bool Enabled { get; set; } = true;

    /// <summary>Where it is kept: <see cref="Sqlite"/>, a file in the data directory, or <see cref="Mongo"/>, by section <c>History:Mongo</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>How often the published tables are looked at.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long metrics and one-second bars are kept, by market time.</summary>
    public TimeSpan RetainFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often, by market time, the state of each chain is kept: an instant between two is found from the one before and the journal.</summary>
    public TimeSpan SnapshotEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long those are kept, by market time.</summary>
    public TimeSpan RetainSnapshotsFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long one-minute bars, and with them those of five minutes and a day, are kept, by market time.</summary>
    public TimeSpan RetainMinuteBarsFor { get; set; } = TimeSpan.FromDays(3_650);

    /// <summary>How often what is past its time is dropped, by the clock.</summary>
    public TimeSpan TrimEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Where days go before they are dropped.</summary>
    public ArchiveOptions Archive { get; set; } = new();

    /// <summary>Rows that may wait for the disk; what comes beyond is dropped and counted.</summary>
    public int MaxQueuedRows { get; set; } = 100_000;

    /// <summary>Rows after which a batch is written though more wait.</summary>
    public int MaxBatchRows { get; set; } = 5_000;

    /// <summary>How long to wait before a batch that failed is written again.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    public HistoryRetention Retention => new(RetainFor, RetainSnapshotsFor, RetainMinuteBarsFor);

    /// <summary>Throws when a value makes no sense.</summary>
    public void Validate()
    {
        Require(Provider is Sqlite or Mongo, nameof(Provider), $"{Sqlite} or {Mongo}");
        Require(Every > TimeSpan.Zero, nameof(Every), "longer than 0");
        Require(RetainFor >= TimeSpan.FromHours(1), nameof(RetainFor), "at least an hour (01:00:00)");
        Require(SnapshotEvery >= TimeSpan.FromSeconds(1), nameof(SnapshotEvery), "at least a second (00:00:01)");
        Require(RetainSnapshotsFor >= TimeSpan.FromHours(1), nameof(RetainSnapshotsFor), "at least an hour (01:00:00)");
        Require(RetainMinuteBarsFor >= RetainFor, nameof(RetainMinuteBarsFor), $"at least {nameof(RetainFor)}");
        Archive.Validate(RetainFor < RetainSnapshotsFor ? RetainFor : RetainSnapshotsFor);
        Require(TrimEvery > TimeSpan.Zero, nameof(TrimEvery), "longer than 0");
        Require(MaxBatchRows > 0, nameof(MaxBatchRows), "above 0");
        Require(MaxQueuedRows >= MaxBatchRows, nameof(MaxQueuedRows), $"at least {nameof(MaxBatchRows)}");
        Require(RetryDelay > TimeSpan.Zero, nameof(RetryDelay), "longer than 0");
    }

    private static void Require(bool holds, string key, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"{Section}:{key} must be {what}.");
        }
    }
}
