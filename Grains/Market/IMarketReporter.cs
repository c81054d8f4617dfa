using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Market;

/// <summary>Tells how feed and ingress are doing, wherever in the cluster they run.</summary>
public interface IMarketReporter
{
    Task<MarketReport> ReportAsync();
}
