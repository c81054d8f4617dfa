using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>The ingress, for processes that have none. Lives on the silo that owns the journal and nowhere else: while that one is down, asking fails at once. One per cluster, key 0.</summary>
[Alias("ta.IIngressGrain")]
public interface IIngressGrain : IGrainWithIntegerKey
{
    /// <summary>Submits ticks, laid out as in a frame's payload; answers when each is decided and what is accepted is journalled. A failed call may be made again: what came in is told apart by its id.</summary>
    [Alias("Submit")]
    Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin);
}
