using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>The way in, for processes that are no silo. Any silo answers and hands on to the one that holds the market. Key 0.</summary>
[Alias("ta.IIngressGrain")]
public interface IIngressGrain : IGrainWithIntegerKey
{
    /// <summary>Submits ticks, laid out as in a frame's payload; answers when each is decided and what is accepted is journalled. A failed call may be made again: what came in is told apart by its id.</summary>
    /// <exception cref="SiloUnavailableException">No silo holds the market just now, or the journal does not answer.</exception>
    [Alias("Submit")]
    Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin);

    /// <summary>Who holds the market, and how feed and ingress are doing there.</summary>
    [Alias("Report")]
    Task<MarketReport> Report();
}
