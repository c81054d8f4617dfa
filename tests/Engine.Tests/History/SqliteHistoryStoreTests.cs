using Microsoft.Data.Sqlite;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.History;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

public sealed class SqliteHistoryStoreTests : IDisposable
{
    private readonly HistoryFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_SeveralPages_ComeWholeInOrderAndToTheBit()
    {
        MetricRow[] rows = [.. Enumerable.Range(0, 9_001).Select(i => HistoryFile.Row(HistoryFile.Chain, HistoryFile.Start + i, HistoryMetric.PcrOi, 1 / (i + 3.0)))];
        await _file.WriteAsync([.. rows.Reverse()]);
        _file.Reopen();
        List<MetricPoint> read = await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.PcrOi);
        read.ShouldBe(rows.Select(row => new MetricPoint(row.UnixSeconds, row[HistoryMetric.PcrOi])));
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.PcrOi, HistoryFile.Start + 5, HistoryFile.Start + 7)).Select(point => point.UnixSeconds)
            .ShouldBe([HistoryFile.Start + 5, HistoryFile.Start + 6]);
    }

    [Fact]
    public async Task Metrics_NoneAndOtherSeries_AreLeftOut()
    {
        await _file.WriteAsync(
            HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.MaxPain, double.NaN), HistoryFile.Row(HistoryFile.Chain, 11, HistoryMetric.MaxPain, 24_200), HistoryFile.Row(HistoryFile.Product, 12, HistoryMetric.MaxPain, 1));
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.MaxPain)).ShouldBe([new MetricPoint(11, 24_200)]);
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Spot)).ShouldBeEmpty();
        (await _file.ReadAsync(new TickRoute(HistoryFile.Nifty, Expiry.On(2030, 1, 1)), HistoryMetric.Spot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_SameSecondAgain_TheLaterStands()
    {
        await _file.WriteAsync(HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 1));
        await _file.WriteAsync(HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 2));
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Spot)).ShouldBe([new MetricPoint(10, 2)]);
    }

    [Fact]
    public async Task Write_BarAgain_TheOneThatSawMoreStands()
    {
        await _file.WriteAsync(HistoryFile.Bar(60, 5, ticks: 3));
        await _file.WriteAsync(HistoryFile.Bar(60, 6, ticks: 8));
        await _file.WriteAsync(HistoryFile.Bar(60, 7, ticks: 2));
        (await _file.ReadAsync(BarInterval.OneMinute)).ShouldHaveSingleItem().Close.ShouldBe(6);
        (await _file.Store.NewestBarAsync(HistoryFile.Nifty, BarInterval.OneMinute, Token)).ShouldBe(60);
        (await _file.Store.NewestBarAsync(HistoryFile.Nifty, BarInterval.OneSecond, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Write_BatchThatFails_LeavesNothingBehind()
    {
        MetricRow good = HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 1);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await _file.WriteAsync(good, new MetricRow(HistoryFile.Chain, 11, new double[HistoryMetrics.Count + 1])));
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Spot)).ShouldBeEmpty();
        (await _file.Store.SeriesAsync(HistoryFile.Nifty, Token)).ShouldBeEmpty();
        await _file.WriteAsync(good);
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Spot)).Count.ShouldBe(1, "the route that was undone with the batch is added again");
    }

    [Fact]
    public async Task Series_ProductAndChain_SayFirstAndLast()
    {
        await _file.WriteAsync(
            HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Spot, 1), HistoryFile.Row(HistoryFile.Chain, 20, HistoryMetric.Spot, 1), HistoryFile.Row(HistoryFile.Product, 15, HistoryMetric.Spot, 1));
        (await _file.Store.SeriesAsync(HistoryFile.Nifty, Token)).ShouldBe([new RecordedSeries(HistoryFile.Product, 15, 15), new RecordedSeries(HistoryFile.Chain, 10, 20)]);
        (await _file.Store.SeriesAsync(ProductId.Parse("BTC"), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trim_RowsPastTheirAge_GoByTheProductsOwnTime()
    {
        const int Seconds = 25_000;
        await _file.WriteAsync([.. Enumerable.Range(0, Seconds).Select(i => HistoryFile.Row(HistoryFile.Chain, HistoryFile.Start + i, HistoryMetric.Spot, i))]);
        await _file.WriteAsync(
            [.. Enumerable.Range(0, Seconds).Select(i => HistoryFile.Bar(HistoryFile.Start + i, i, interval: BarInterval.OneSecond)), HistoryFile.Bar(HistoryFile.Start - 86_400, 1), HistoryFile.Bar(HistoryFile.Start, 2)]);
        var other = new TickRoute(ProductId.Parse("BTC"), Expiry.None);
        await _file.WriteAsync(HistoryFile.Row(other, 1_000, HistoryMetric.Spot, 1));

        (await _file.Store.TrimAsync(new HistoryRetention(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromDays(1)), Token)).ShouldBe((2 * (Seconds - 3_601)) + 1);
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Spot)).Select(point => point.Value).ShouldBe(Enumerable.Range(Seconds - 3_601, 3_601).Select(i => (double)i));
        (await _file.ReadAsync(BarInterval.OneSecond)).Count.ShouldBe(3_601);
        (await _file.ReadAsync(BarInterval.OneMinute)).Select(bar => bar.Close).ShouldBe([2], "minutes are kept longer than seconds");
        (await _file.ReadAsync(other, HistoryMetric.Spot)).Count.ShouldBe(1, "another product's time is its own");
    }

    [Fact]
    public async Task Open_FileWithoutANewerMetric_GetsItsColumn()
    {
        await _file.WriteAsync(HistoryFile.Row(HistoryFile.Chain, 9, HistoryMetric.Spot, 3));
        _file.Store.Dispose();
        using (var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE metrics DROP COLUMN flip";
            command.ExecuteNonQuery();
        }

        _file.Reopen();
        await _file.WriteAsync(HistoryFile.Row(HistoryFile.Chain, 10, HistoryMetric.Flip, 3));
        (await _file.ReadAsync(HistoryFile.Chain, HistoryMetric.Flip)).ShouldBe([new MetricPoint(10, 3)]);
    }

    public void Dispose() => _file.Dispose();
}
