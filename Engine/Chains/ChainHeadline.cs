using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>What a chain tells its product: the row of the expiry in the product's live table. NaN is "none".</summary>
public readonly record struct ChainHeadline(
    Expiry Expiry,
    double Forward,
    ForwardSource ForwardSource,
    double DiscountFactor,
    double TimeToExpiryYears,
    double AtmStrike,
    double AtmImpliedVolatility,
    double Straddle,
    double PcrOi,
    double PcrVolume,
    double MaxPain,
    double CallOi,
    double PutOi,
    int Legs);
