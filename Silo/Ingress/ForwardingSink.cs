using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>Brings ticks pushed to a web front to the silos. What is answered was journalled there; a call that fails may be made again.</summary>
public sealed class ForwardingSink(IGrainFactory grains) : ITickSink
{
    public async ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken) =>
        SubmittedTicks.Decode(await grains.GetGrain<IIngressGrain>(0).Submit(SubmittedTicks.Encode(ticks), origin).WaitAsync(cancellationToken), ticks);
}
