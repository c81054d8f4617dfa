using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>What a price holds beyond its value at zero volatility.</summary>
internal static class TimeValue
{
    /// <summary>Undiscounts the price and takes the intrinsic value off without rounding; or says why there is no volatility.</summary>
    public static VolatilityStatus Split(
        OptionRight right, double forward, double strike, double timeToExpiryYears, double discountFactor, double price, out Precise timeValue)
    {
        timeValue = default;
        if (!(double.IsFinite(price) && double.IsFinite(timeToExpiryYears) && discountFactor > 0 && double.IsFinite(discountFactor)))
        {
            return VolatilityStatus.InvalidInput;
        }

        if (timeToExpiryYears <= 0)
        {
            return VolatilityStatus.Expired;
        }

        var intrinsic = right == OptionRight.Call ? Precise.Difference(forward, strike) : Precise.Difference(strike, forward);
        if (!(intrinsic.High > 0))
        {
            intrinsic = default;
        }

        if (price == discountFactor * intrinsic.High)
        {
            return VolatilityStatus.AtIntrinsic;
        }

        timeValue = (discountFactor == 1 ? new Precise(price, 0) : new Precise(price, 0) / new Precise(discountFactor, 0)) - intrinsic;
        return timeValue.High > 0 ? VolatilityStatus.Ok : VolatilityStatus.BelowIntrinsic;
    }
}
