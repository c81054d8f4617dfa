using Orleans.Services;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Market;

/// <summary>One on every silo, called on the one that holds the market. It needs no directory and no activation, so it is there the moment another silo takes over.</summary>
[Alias("ta.IMarketService")]
public interface IMarketService : IGrainService
{
    /// <summary>As <c>IIngressGrain.Submit</c>; fails when this silo does not hold the market.</summary>
    [Alias("Submit")]
    Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin);

    [Alias("Report")]
    Task<MarketReport> Report();
}
