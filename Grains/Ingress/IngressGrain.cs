using Orleans.Concurrency;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.MarketData.Feeds;

namespace TradingAnalytics.Grains.Ingress;

/// <inheritdoc cref="IIngressGrain"/>
[Reentrant, StatelessWorker]
public sealed class IngressGrain(ITickSink sink, IMarketReporter market) : Grain, IIngressGrain
{
    public Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin) => SubmittedTicks.SubmitAsync(sink, ticks, origin, CancellationToken.None);

    public Task<MarketReport> Report() => market.ReportAsync();
}
