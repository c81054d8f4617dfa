using TradingAnalytics.MarketData.Feeds.Recorded;

namespace TradingAnalytics.MarketData.Tests.Replay;

/// <summary>A recording held in memory, with one place it cannot use.</summary>
internal sealed class FakeRecording(params RecordedBatch[] batches) : IRecordedMarket
{
    public string Format => "fake";

    public Exception? BreaksWith { get; init; }

    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        skips.Add("price is no number", "fake.csv:2: x");
        foreach (RecordedBatch batch in batches)
        {
            yield return batch;
        }

        if (BreaksWith is { } error)
        {
            throw error;
        }
    }
}
