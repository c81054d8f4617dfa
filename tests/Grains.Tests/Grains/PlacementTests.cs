using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Grains;

public class PlacementTests
{
    private const int Chains = 60;

    /// <summary>By chance a silo of three is left without any of sixty chains once in ten billion runs.</summary>
    [Fact]
    public async Task Chains_OfOneProduct_SpreadOverTheSilos()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(new MemoryJournal(), 3);
        await Task.WhenAll(Enumerable.Range(0, Chains).Select(week => cluster.Chain(new TickRoute(TestMarket.Nifty, Expiry.On(new DateOnly(2026, 8, 25).AddDays(7 * week)))).Snapshot()));
        SimpleGrainStatistic[] statistics = await cluster.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics(TestContext.Current.CancellationToken);
        int[] bySilo = [.. statistics.Where(statistic => statistic.GrainType.Contains("ExpiryChainGrain", StringComparison.Ordinal)).Select(statistic => statistic.ActivationCount)];
        bySilo.Sum().ShouldBe(Chains);
        bySilo.Length.ShouldBe(3);
        bySilo.ShouldAllBe(count => count > 0);
    }
}
