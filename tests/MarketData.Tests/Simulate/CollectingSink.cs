using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Simulate;

/// <summary>Keeps what it is given, and cancels the feed when it has enough.</summary>
internal sealed class CollectingSink(int enough, Action<ReadOnlyMemory<Tick>>? onBatch = null) : ITickSink
{
    private readonly CancellationTokenSource _stop = new();

    public List<Tick> Ticks { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public async Task Run(IFeed feed)
    {
        try
        {
            await feed.RunAsync(this, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    public ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
    {
        Ticks.AddRange(ticks.Span);
        BatchSizes.Add(ticks.Length);
        onBatch?.Invoke(ticks);
        if (Ticks.Count >= enough)
        {
            _stop.Cancel();
        }

        return ValueTask.FromResult(new SubmitResult(ticks.Length, 0, 0, []));
    }
}
