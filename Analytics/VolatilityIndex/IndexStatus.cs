namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>Whether a term has a variance, and why not.</summary>
public enum IndexStatus : byte
{
    Ok = 0,

    /// <summary>No strike has both a call and a put price to find the forward with.</summary>
    NoForward = 1,

    /// <summary>Fewer than two options are in the strip.</summary>
    TooFewOptions = 2,

    /// <summary>An input is NaN or infinite, time is not above zero, or the spans are not aligned.</summary>
    InvalidInput = 3,

    /// <summary>At or after settlement, or in its last minute.</summary>
    Expired = 4,
}
