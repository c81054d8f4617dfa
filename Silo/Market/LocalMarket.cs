using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.Silo.Configuration;

namespace TradingAnalytics.Silo.Market;

/// <summary>The market of a process alone, which nobody can take over.</summary>
internal sealed class LocalMarket(IIngressStatus ingress, IFeedStatus feed, ProcessPlan plan, TimeProvider time) : IMarketReporter
{
    private readonly DateTimeOffset _since = time.GetUtcNow();

    public Task<MarketReport> ReportAsync() => Task.FromResult(MarketReports.Of(ingress.Read(), feed) with { Holder = plan.Name, Since = _since });
}
