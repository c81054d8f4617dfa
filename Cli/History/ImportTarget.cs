using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.History.Sqlite;

namespace TradingAnalytics.Cli.History;

/// <summary>A market's folder, held as a running server holds it: one at a time.</summary>
internal sealed class ImportTarget : IDisposable
{
    private const string LockName = "in-use.lock";
    private readonly FileStream _lock;

    public ImportTarget(string dataDirectory, string market)
    {
        if (market.Length == 0 || Path.GetFileName(market) != market)
        {
            throw new BadInputException($"--market '{market}' is no market's name: push, simulate or replay-NAME.");
        }

        string folder = Path.GetFullPath(Path.Combine(dataDirectory, market));
        Directory.CreateDirectory(folder);
        try
        {
            _lock = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new IOException($"{folder} is in use: stop the server that runs this market, or choose another (--market, --data-dir).", busy);
        }

        Store = new SqliteHistoryStore(Path.Combine(folder, "history.db"));
    }

    public SqliteHistoryStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        _lock.Dispose();
    }
}
