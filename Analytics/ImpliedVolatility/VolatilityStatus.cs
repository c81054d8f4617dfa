namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>Whether a volatility exists at a price, and why not.</summary>
public enum VolatilityStatus : byte
{
    Ok = 0,

    /// <summary>No price was given.</summary>
    NoPrice = 1,

    /// <summary>The price is below what the option is worth at zero volatility.</summary>
    BelowIntrinsic = 2,

    /// <summary>The price is exactly intrinsic: the volatility is zero, or too small for the price to show.</summary>
    AtIntrinsic = 3,

    /// <summary>The price is at or above what any volatility can give.</summary>
    AboveBound = 4,

    /// <summary>No time is left.</summary>
    Expired = 5,

    /// <summary>An input is NaN, infinite or outside the model's domain.</summary>
    InvalidInput = 6,
}
