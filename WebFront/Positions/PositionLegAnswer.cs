using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>A leg with the market it is valued in.</summary>
/// <param name="Kind">leg, future or underlying.</param>
/// <param name="Expiry">Its date in the venue's zone; null for the underlying.</param>
/// <param name="Strike">Options only.</param>
/// <param name="Right">Options only.</param>
/// <param name="Lots">Contracts, below 0 when sold.</param>
/// <param name="LotSize">Units of a contract.</param>
/// <param name="Units">Lots × lot size.</param>
/// <param name="EntryPrice">Of one unit.</param>
/// <param name="EntrySource">Where that is from.</param>
/// <param name="MarketPrice">Mid, else last price now; null while there is neither.</param>
/// <param name="Price">By the model, of one unit.</param>
/// <param name="Iv">Volatility, per year: of the strike's option out of the money, or where it has none the smile's.</param>
/// <param name="IvSource">Which of the two.</param>
/// <param name="Forward">Of its expiry; of a future or the underlying its price.</param>
/// <param name="DiscountFactor">To its expiry.</param>
/// <param name="TimeToExpiry">Years, by the product's day count.</param>
/// <param name="Profit">Since entry, by the model.</param>
/// <param name="Greeks">Of all its units.</param>
internal sealed record PositionLegAnswer(
    TickKind Kind,
    string? Expiry,
    double? Strike,
    OptionRight? Right,
    int Lots,
    int LotSize,
    double Units,
    double EntryPrice,
    PositionPriceSource EntrySource,
    double? MarketPrice,
    double Price,
    double? Iv,
    PositionIvSource IvSource,
    double Forward,
    double? DiscountFactor,
    double? TimeToExpiry,
    double Profit,
    GreeksAnswer Greeks);
