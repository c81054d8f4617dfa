using System.Diagnostics;
using System.Globalization;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Import;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

public sealed class HistoryImportTests(ITestOutputHelper output) : IDisposable
{
    private const string NseDay = "nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz";
    private const double MegaByte = 1 << 20;
    private static readonly PastOptions s_options = new(_ => new VolatilityIndexOptions(), TimeSpan.FromHours(6));

    private readonly HistoryFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NseDay_TakesFewMegabytesAndAnswersEachMinuteAsTheDriverHasIt()
    {
        long started = Stopwatch.GetTimestamp();
        ImportProgress done = await ImportAsync();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double size = _file.Store.Bytes / MegaByte;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{done.Observations:N0} observations in {seconds:F1} s ({done.Observations / seconds:N0}/s), {done.Metrics:N0} metrics, {done.Bars:N0} bars, {done.Snapshots:N0} states, {size:F2} MB"));
        IReadOnlyList<MarketSnapshot> last = await _file.Store.SnapshotsAsync("NIFTY", Expiry.None, long.MaxValue, Token);
        output.WriteLine(string.Join(", ", last.Select(state => $"{state.Route}: {SnapshotCodec.Decode(state.State).Ticks.Length * Tick.Size:N0} bytes of ticks in {state.State.Length:N0}")));
        done.Snapshots.ShouldBeGreaterThan(1_300);

        // 375 minutes of which 288 are recorded.
        (size * 375 / 288).ShouldBeLessThan(40);
        IReadOnlyList<RecordedDay> days = await _file.Store.DaysAsync("NIFTY", Token);
        days.ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 8, 18));
        await EachMinuteAsync();
    }

    [Fact]
    public async Task Run_Twice_LeavesTheSame()
    {
        await ImportAsync(minutes: 30);
        List<MetricPoint> before = await _file.ReadAsync(new TickRoute("NIFTY", Expiry.None), HistoryMetric.VolatilityIndex);
        List<Bar> bars = await _file.ReadAsync(BarInterval.OneMinute);
        IReadOnlyList<RecordedDay> days = await _file.Store.DaysAsync("NIFTY", Token);
        await ImportAsync(minutes: 30);
        (await _file.ReadAsync(new TickRoute("NIFTY", Expiry.None), HistoryMetric.VolatilityIndex)).ShouldBe(before);
        (await _file.ReadAsync(BarInterval.OneMinute)).ShouldBe(bars);
        (await _file.Store.DaysAsync("NIFTY", Token)).ShouldBe(days);
        before.Count.ShouldBeGreaterThan(20);
    }

    private async Task<ImportProgress> ImportAsync(int minutes = int.MaxValue)
    {
        var catalogue = ProductCatalogue.Load();
        var market = new Beginning(RecordedMarket.Open(RecordedData.PathOf(NseDay), catalogue), minutes);
        return await new HistoryImport(_file.Store, catalogue, new HistoryOptions(), s_options).RunAsync(market, new SkipReport(), null, Token);
    }

    private async Task EachMinuteAsync()
    {
        var catalogue = ProductCatalogue.Load();
        var driver = new MarketDriver(catalogue, new DriverOptions { Cadence = TimeSpan.FromDays(1) });
        var past = new PastTables(_file.Store, null, catalogue, s_options);
        var took = new List<double>();
        foreach (RecordedBatch batch in RecordedMarket.Open(RecordedData.PathOf(NseDay), catalogue).Read(new SkipReport()))
        {
            driver.Submit(batch.Ticks);
            if (batch.Time.Minute % 20 != 0)
            {
                continue;
            }

            foreach (ChainBook chain in driver.Chains("NIFTY"))
            {
                var table = new LiveTable(ChainSchema.Table, 0);
                chain.Publish(table);
                table.Commit();
                long started = Stopwatch.GetTimestamp();
                PastAnswer answer = await past.TableAsync(TableKind.Chain, "NIFTY", chain.Expiry, chain.AsOfUnixMicroseconds, Token);
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                LiveUpdates.AreSame(answer.Table! with { Epoch = 0 }, table.Snapshot()).ShouldBeTrue($"{chain.Expiry} at {batch.Time}");
            }
        }

        took.Sort();
        took.Count.ShouldBeGreaterThan(40);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a chain as of an instant: p50 {took[took.Count / 2]:F1} ms, max {took[^1]:F1} ms"));
    }

    /// <summary>The first batches of a recording.</summary>
    private sealed class Beginning(IRecordedMarket market, int batches) : IRecordedMarket
    {
        public string Format => market.Format;

        public IEnumerable<RecordedBatch> Read(SkipReport skips) => market.Read(skips).Take(batches);
    }
}
