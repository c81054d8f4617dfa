using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.History;

namespace TradingAnalytics.Engine.Tests.History;

public sealed class HistoryWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GatedStore _store = new();
    private readonly HistoryWriter _writer;

    public HistoryWriterTests() => _writer = new HistoryWriter(
        _store, new HistoryOptions { MaxQueuedRows = 10, MaxBatchRows = 4, TrimEvery = TimeSpan.FromHours(1) }, _time, NullLogger<HistoryWriter>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ManyBatches_AreWrittenInOrderSeveralAtATime()
    {
        for (int i = 0; i < 10; i++)
        {
            _writer.TryWrite(Batch(i)).ShouldBeTrue();
        }

        _writer.Complete();
        await _writer.RunAsync(Token);
        _store.Written.Select(batch => batch.Count).ShouldBe([4, 4, 2]);
        _store.Written.SelectMany(batch => batch.Metrics).Select(row => row.UnixSeconds).ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
        _writer.Read().ShouldSatisfyAllConditions(
            figures => figures.Written.ShouldBe(10), figures => figures.Queued.ShouldBe(0), figures => figures.Dropped.ShouldBe(0), figures => figures.Fault.ShouldBeNull());
    }

    [Fact]
    public void TryWrite_MoreThanMayWait_IsDroppedAndCounted()
    {
        for (int i = 0; i < 13; i++)
        {
            _writer.TryWrite(Batch(i)).ShouldBe(i < 10, $"{i}");
        }

        _writer.Read().Queued.ShouldBe(10);
        _writer.Read().Dropped.ShouldBe(3);
    }

    [Fact]
    public async Task Write_OnDemand_ReturnsWhenTheStoreHasIt()
    {
        _store.Failures = 1;
        Task asked = _writer.WriteAsync(Batch(1), Token);
        Task running = _writer.RunAsync(Token);
        asked.IsCompleted.ShouldBeFalse();
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return asked.IsCompleted;
        });
        await asked;
        _store.Written.Count.ShouldBe(1);
        _writer.Complete();
        await running;
        await Should.ThrowAsync<HistoryUnavailableException>(() => _writer.WriteAsync(Batch(2), Token));
    }

    [Fact]
    public async Task Run_StoreThatFails_IsTriedUntilItTakesTheBatch()
    {
        _store.Failures = 3;
        _writer.TryWrite(Batch(7));
        _writer.Complete();
        Task running = _writer.RunAsync(Token);
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return running.IsCompleted;
        });
        await running;
        _store.Written.ShouldHaveSingleItem().Metrics.ShouldHaveSingleItem().UnixSeconds.ShouldBe(7);
        _writer.Read().Failures.ShouldBe(3);
        _writer.Read().Written.ShouldBe(1);
        _writer.Read().Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Run_StoreThatNeverTakes_SaysWhyAndEndsWhenTold()
    {
        _store.Failures = int.MaxValue;
        using var stop = new CancellationTokenSource();
        _writer.TryWrite(Batch(1));
        Task running = _writer.RunAsync(stop.Token);
        await UntilAsync(() => _writer.Read().Fault is not null);
        _writer.Read().Fault.ShouldBe("the disk is full");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_TimeToTrim_DropsWhatIsPastItsTime()
    {
        _writer.TryWrite(Batch(1));
        Task running = _writer.RunAsync(Token);
        await UntilAsync(() => _store.Written.Count == 1);
        _time.Advance(TimeSpan.FromHours(2));
        _writer.TryWrite(Batch(2));
        _writer.Complete();
        await running;
        _store.Trims.ShouldBe([new HistoryRetention(TimeSpan.FromDays(90), TimeSpan.FromDays(90), TimeSpan.FromDays(3_650))]);
    }

    private static HistoryBatch Batch(long second) => new([HistoryFile.Row(HistoryFile.Chain, second, HistoryMetric.Spot, 1)], []);

    private static async Task UntilAsync(Func<bool> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(20);
            await Task.Yield();
        }
    }
}
