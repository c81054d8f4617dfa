using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

public class JournalCheckpointsTests
{
    private static readonly TickRoute s_product = TickRoute.Parse("NIFTY");
    private static readonly TickRoute s_chain = TickRoute.Parse("NIFTY/2026-08-25");
    private readonly JournalCheckpoints _checkpoints = new();

    [Fact]
    public void SafeSequence_EveryRouteStored_IsWhatTheSlowestStillNeeds()
    {
        _checkpoints.Stored(s_product, 40);
        _checkpoints.Stored(s_chain, 12);
        _checkpoints.SafeSequence([s_product, s_chain]).ShouldBe(13);
    }

    [Fact]
    public void SafeSequence_RouteThatSaidNothing_KeepsEverything()
    {
        _checkpoints.Stored(s_product, 40);
        _checkpoints.SafeSequence([s_product, s_chain]).ShouldBe(0);
    }

    [Fact]
    public void SafeSequence_NoLiveRoutes_KeepsEverything() => _checkpoints.SafeSequence([]).ShouldBe(0);
}
