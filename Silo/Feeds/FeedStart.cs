using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Market;

namespace TradingAnalytics.Silo.Feeds;

/// <summary>Where a feed begins: anew, or where another silo's left off.</summary>
/// <param name="Position">A replay's, as <see cref="MarketData.Feeds.IResumableFeed"/> told it; empty: from the beginning.</param>
/// <param name="Spots">A simulated market's last prices; null: as its products begin.</param>
internal sealed record FeedStart(string Position, LastSpots? Spots)
{
    public static FeedStart Anew { get; } = new("", null);

    public double? SpotOf(ProductId product) => Spots?.Of(product);
}
