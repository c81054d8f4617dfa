using Microsoft.Extensions.Options;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>
/// The folder of one market: its journal, its grains' states, its history and its dead letters. Each market has one of its own under the data directory (<c>simulate</c>, <c>push</c>,
/// <c>replay-NAME</c>), because what one market has seen is nonsense to another: a replayed day is older than today, and each simulated market begins anew. One process at a time holds it. In a cluster,
/// where journal and states lie in Redis, each process has a folder of its own, under its name.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const string LockName = "in-use.lock";
    private readonly FileStream _lock;

    public DataDirectory(ProcessPlan plan, IOptions<ProcessOptions> host, IOptions<FeedOptions> feed)
    {
        Folder = Path.GetFullPath(Path.Combine(host.Value.DataDirectory, plan.IsClustered ? plan.Name : MarketOf(feed.Value)));
        try
        {
            Directory.CreateDirectory(Folder);
            _lock = Take(Path.Combine(Folder, LockName));
            if (!plan.IsClustered && (host.Value.Fresh ?? feed.Value.Kind == FeedKind.Simulate))
            {
                Empty();
            }

            if (!plan.IsClustered)
            {
                Directory.CreateDirectory(JournalFolder);
            }
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StartupException($"The data directory {Folder} cannot be written to: {denied.Message} Choose another with --data-dir.", denied);
        }
    }

    public string Folder { get; }

    public string JournalFolder => Path.Combine(Folder, "journal");

    public string DeadLetterFolder => Path.Combine(Folder, "dead-letters");

    public string GrainFile => Path.Combine(Folder, "grains.db");

    /// <summary>Days of history that are over, unless they go elsewhere.</summary>
    public string ArchiveFolder => Path.Combine(Folder, "archive");

    public string HistoryFile => Path.Combine(Folder, "history.db");

    public void Dispose() => _lock.Dispose();

    private static string MarketOf(FeedOptions feed) => feed.Kind switch
    {
        FeedKind.Simulate => "simulate",
        FeedKind.Replay => $"replay-{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(feed.Path)))}",
        _ => "push",
    };

    private static FileStream Take(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new StartupException($"The data directory {Path.GetDirectoryName(path)} is in use by another process. Stop that one, or choose another with --data-dir.", busy);
        }
    }

    /// <summary>Deletes what this program puts there, and nothing else: the folder is the user's to name.</summary>
    private void Empty()
    {
        foreach (string folder in (string[])[JournalFolder, DeadLetterFolder, ArchiveFolder])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        foreach (string ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(GrainFile + ending);
            File.Delete(HistoryFile + ending);
        }
    }
}
