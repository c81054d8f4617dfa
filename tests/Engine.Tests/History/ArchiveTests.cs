using System.Globalization;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Archive;
using TradingAnalytics.Engine.History.Import;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

/// <summary>A store that dropped its old days answers as one that kept them.</summary>
public sealed class ArchiveTests : IDisposable
{
    private const int Days = 5;
    private static readonly ProductCatalogue s_catalogue = ProductCatalogue.Load();
    private static readonly ProductId s_nifty = SyntheticChain.Product.Id;
    private static readonly PastOptions s_options = new(_ => new VolatilityIndexOptions(), TimeSpan.FromHours(6));
    private static readonly HistoryRetention s_shortly = new(TimeSpan.FromDays(1.5), TimeSpan.FromDays(1.5), TimeSpan.FromDays(1.5));

    private readonly string _folder = Directory.CreateTempSubdirectory("ta-archive-").FullName;
    private readonly SqliteHistoryStore _kept;
    private readonly SqliteHistoryStore _hot;
    private readonly ArchivedHistoryStore _archived;

    public ArchiveTests()
    {
        _kept = new SqliteHistoryStore(Path.Combine(_folder, "kept.db"));
        _hot = new SqliteHistoryStore(Path.Combine(_folder, "hot.db"));
        _archived = Over(_hot);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_ThatArchivedAndDropped_AnswersAsOneThatKept()
    {
        await FillAsync();
        (await _archived.TrimAsync(s_shortly, Token)).ShouldBeGreaterThan(100);
        var product = new TickRoute(s_nifty, Expiry.None);
        (await _hot.DaysAsync(s_nifty, Token)).Count.ShouldBeLessThan(Days);
        (await _archived.DaysAsync(s_nifty, Token)).ShouldBe(await _kept.DaysAsync(s_nifty, Token));
        (await _archived.SeriesAsync(s_nifty, Token)).ShouldBe(await _kept.SeriesAsync(s_nifty, Token));
        IReadOnlyList<RecordedDay> days = await _kept.DaysAsync(s_nifty, Token);
        long first = days[0].FirstUnixMicroseconds / 1_000_000;
        foreach ((long from, long to) in new[] { (0L, long.MaxValue / 2_000_000), (first + 100, first + 200), (first + 86_400, first + 3 * 86_400), (first + 3 * 86_400, first + 5 * 86_400) })
        {
            foreach (HistoryMetric metric in (HistoryMetric[])[HistoryMetric.Spot, HistoryMetric.Gex])
            {
                (await _archived.MetricsAsync(product, metric, from, to, Token).ToListAsync(Token)).ShouldBe(await _kept.MetricsAsync(product, metric, from, to, Token).ToListAsync(Token));
            }

            (await _archived.BarsAsync(s_nifty, BarInterval.OneMinute, from, to, Token).ToListAsync(Token)).ShouldBe(await _kept.BarsAsync(s_nifty, BarInterval.OneMinute, from, to, Token).ToListAsync(Token));
        }

        await SameTablesAsync(days);
        // A process that starts anew finds the archive as it lies.
        (await Over(_hot).DaysAsync(s_nifty, Token)).ShouldBe(days);
    }

    [Fact]
    public async Task Trim_ArchiveThatCannotBeWritten_DropsNothing()
    {
        await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "archive"), "a file where the folder should be", Token);
        await Should.ThrowAsync<IOException>(async () => await _archived.TrimAsync(s_shortly, Token));
        (await _hot.DaysAsync(s_nifty, Token)).Count.ShouldBe(Days);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _hot.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ArchivedHistoryStore Over(SqliteHistoryStore hot) => new(hot, new HistoryArchive(new FolderArchive(Path.Combine(_folder, "archive")), s_catalogue), s_catalogue, after: 1);

    private async Task SameTablesAsync(IReadOnlyList<RecordedDay> days)
    {
        var then = new PastTables(_kept, null, s_catalogue, s_options);
        var now = new PastTables(_archived, null, s_catalogue, s_options);
        foreach (RecordedDay day in days)
        {
            foreach (long at in (long[])[day.FirstUnixMicroseconds, day.FirstUnixMicroseconds + 95_000_000, day.LastUnixMicroseconds, day.LastUnixMicroseconds + 3_600_000_000])
            {
                foreach (TableKind kind in (TableKind[])[TableKind.Product, TableKind.Chain, TableKind.Smile, TableKind.Exposures])
                {
                    PastAnswer expected = await then.TableAsync(kind, s_nifty, null, at, Token);
                    PastAnswer answer = await now.TableAsync(kind, s_nifty, null, at, Token);
                    string what = string.Create(CultureInfo.InvariantCulture, $"{kind} on {day.Date} at {at}");
                    answer.Expiry.ShouldBe(expected.Expiry, what);
                    LiveUpdates.AreSame(answer.Table!, expected.Table!).ShouldBeTrue(what);
                }
            }
        }
    }

    /// <summary>Five days of the same minutes, in both stores.</summary>
    private async Task FillAsync()
    {
        var import = new[] { _kept, _hot }.Select(store => new HistoryImport(store, s_catalogue, new HistoryOptions(), s_options)).ToArray();
        foreach (HistoryImport one in import)
        {
            await one.RunAsync(new Market(), new SkipReport(), null, Token);
        }
    }

    private sealed class Market : IRecordedMarket
    {
        public string Format => "test";

        public IEnumerable<RecordedBatch> Read(SkipReport skips)
        {
            const long Day = 86_400_000_000;
            for (int day = 0; day < Days; day++)
            {
                Tick[] ticks = day == 0 ? [.. SyntheticChain.Quotes(), .. SyntheticChain.Random(1, 300, 2_000_000)] : SyntheticChain.Random(day + 1, 300, 2_000_000);
                foreach (Tick tick in ticks.OrderBy(tick => tick.UnixMicroseconds))
                {
                    long time = tick.UnixMicroseconds + (day * Day);
                    yield return new RecordedBatch(DateTimeOffset.UnixEpoch.AddTicks(10 * time), [tick with { UnixMicroseconds = time }]);
                }
            }
        }
    }
}
