using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Products;

/// <summary>A product's book as it is saved: all that <see cref="ProductBook.Restore"/> needs to go on as if it had never stopped. NaN is "none".</summary>
public sealed record ProductState
{
    /// <summary>The underlying's newest quote and that of each future.</summary>
    public required Tick[] Quotes { get; init; }

    public required double Open { get; init; }

    public required double High { get; init; }

    public required double Low { get; init; }

    public required double PreviousClose { get; init; }

    public required long Ticks { get; init; }

    public required long ReceivedUnixMicroseconds { get; init; }

    public required BarSeriesState Seconds { get; init; }

    public required BarSeriesState Minutes { get; init; }

    public required ChainHeadline[] Headlines { get; init; }
}
