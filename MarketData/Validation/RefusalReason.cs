namespace TradingAnalytics.MarketData.Validation;

/// <summary>Why a tick was refused.</summary>
public enum RefusalReason : byte
{
    None = 0,
    UnknownProduct,
    MalformedTick,
    NegativePrice,
    PriceNotFinite,
    CrossedQuote,
    StrikeOffGrid,
    ExpiredContract,
    TimestampInFuture,
    TimestampTooOld,
    NegativeOpenInterest,
    NegativeVolume,
    AbsurdJump,
}
