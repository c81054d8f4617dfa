using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Chains;

/// <summary>A fitted slice as tables show it, with what is dear to compute found once.</summary>
/// <param name="Fit">The slice and its certificate.</param>
/// <param name="Skew25">At deltas of a quarter; of no meaning without a slice.</param>
/// <param name="Skew10">At deltas of a tenth.</param>
internal readonly record struct FittedSlice(SmileFit Fit, SmileSkew Skew25, SmileSkew Skew10)
{
    public static FittedSlice Of(in SmileFit fit) => fit.IsOk
        ? new FittedSlice(fit, SmileSkew.Of(fit.Slice, fit.TimeToExpiryYears, 0.25), SmileSkew.Of(fit.Slice, fit.TimeToExpiryYears, 0.10))
        : new FittedSlice(fit, default, default);
}
