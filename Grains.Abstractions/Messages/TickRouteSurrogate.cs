using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.TickRouteSurrogate")]
public struct TickRouteSurrogate
{
    [Id(0)]
    public ProductId Product;

    [Id(1)]
    public Expiry Expiry;
}
