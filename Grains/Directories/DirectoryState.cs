using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Directories;

/// <summary>What the directory stores.</summary>
[GenerateSerializer, Alias("ta.DirectoryState")]
public sealed class DirectoryState
{
    [Id(0)]
    public HashSet<TickRoute> Live { get; set; } = [];

    /// <summary>Chains that are over: their frames are still in the journal and must not bring them back.</summary>
    [Id(1)]
    public HashSet<TickRoute> Retired { get; set; } = [];

    /// <summary>Up to which frame the journal has been searched for routes.</summary>
    [Id(2)]
    public long SearchedThrough { get; set; }
}
