using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.WebFront.Status;

/// <summary>Feed and ingress, told by the silo that holds the market. Waited for only so long: while none answers they are shown empty.</summary>
internal sealed class MarketStatus(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<MarketReport> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IIngressGrain>(0).Report().WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return MarketReport.None;
        }
    }
}
