using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>A file that cannot be used is said with the reason, and used as soon as it can be.</summary>
public sealed class StoreAwayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-history-away-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_FileThatIsNoDatabase_IsAwayUntilItIsGone()
    {
        string path = Path.Combine(_folder, "history.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000), Token);
        using var store = new SqliteHistoryStore(path);
        var batch = new HistoryBatch([HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 1)], []);
        (await Should.ThrowAsync<HistoryUnavailableException>(async () => await store.WriteAsync(batch, Token))).Message.ShouldContain("history.db");
        await Should.ThrowAsync<HistoryUnavailableException>(async () => await store.DaysAsync(HistoryFile.Nifty, Token));
        File.Delete(path);
        await store.WriteAsync(batch, Token);
        (await store.SeriesAsync(HistoryFile.Nifty, Token)).ShouldBe([new RecordedSeries(HistoryFile.Chain, 10, 10)]);
    }

    [Fact]
    public async Task Store_FolderThatIsNotThere_IsMade()
    {
        using var store = new SqliteHistoryStore(Path.Combine(_folder, "deep", "history.db"));
        (await store.SnapshotsAsync(HistoryFile.Nifty, Expiry.None, long.MaxValue, Token)).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
