using Orleans.Concurrency;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>
/// The journal, for grains on other silos. Lives on the silo that owns the journal and nowhere else: while that one is down, asking fails at once. One per cluster, key 0.
/// </summary>
[Alias("ta.IJournalGrain")]
public interface IJournalGrain : IGrainWithIntegerKey
{
    /// <summary>Frames after a sequence, in order: of a product with all its chains, or of a chain with its product's underlying. A bounded page.</summary>
    /// <exception cref="InvalidOperationException">The journal ends before that sequence: it is not the one the asker has read before.</exception>
    [Alias("Read")]
    Task<JournalPage> Read(long afterSequence, TickRoute route);

    /// <summary>The routes that have frames after a sequence, each chain with its product.</summary>
    [Alias("FindRoutes")]
    Task<JournalRoutes> FindRoutes(long afterSequence);

    /// <summary>The route's stored state holds every frame up to the sequence: as far as it goes, the journal need not be kept. A word lost keeps the journal longer.</summary>
    [Alias("Stored"), OneWay]
    Task Stored(TickRoute route, long through);
}
