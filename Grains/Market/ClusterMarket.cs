using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Market;

/// <summary>The market of a cluster: the report of the silo that holds it, or, where none does, of what is known here.</summary>
public sealed class ClusterMarket(IMarketSeat seat, MarketClient market) : IMarketReporter
{
    public async Task<MarketReport> ReportAsync() => seat.Ingress is null && seat.Holder is { } holder ? await market.At(holder).Report() : seat.Report();
}
