using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds;

/// <summary>Where feeds bring their ticks: validated, deduplicated, journalled, then routed to the books. Waits while the engine cannot keep up.</summary>
public interface ITickSink
{
    /// <summary>
    /// Completes when every tick of the batch is decided: accepted ones are in the journal, refused ones in the dead-letter store. Ticks without an id are given one by content.
    /// </summary>
    /// <param name="ticks">In market order; any mix of products. Not kept after completion.</param>
    /// <param name="origin">Who brought it (<c>simulate</c>, <c>replay:FILE</c>, <c>push:ADDRESS</c>); goes into dead letters.</param>
    /// <param name="cancellationToken">Gives up waiting; what was accepted by then stays accepted.</param>
    ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken);
}
