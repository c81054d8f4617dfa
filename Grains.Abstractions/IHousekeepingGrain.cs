using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Abstractions;

/// <summary>
/// Does what no tick causes. Grains live by what they are sent: the chains of a product nobody sends anything any more would stay live for ever, with no grain in memory whose timer could notice. A
/// reminder outlives activations and processes. One per cluster, key 0.
/// </summary>
[Alias("ta.IHousekeepingGrain")]
public interface IHousekeepingGrain : IGrainWithIntegerKey
{
    /// <summary>Sees to it that it is woken from now on. Called by each silo that starts; once is as good as often.</summary>
    [Alias("Begin")]
    Task Begin();

    /// <summary>Does it now.</summary>
    [Alias("Run")]
    Task<HousekeepingReport> Run();
}
