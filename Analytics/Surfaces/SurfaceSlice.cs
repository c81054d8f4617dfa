namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>One expiry's slice as a surface takes it.</summary>
/// <param name="TimeToExpiryYears">T, &gt; 0.</param>
/// <param name="Slice">The slice, sound.</param>
/// <param name="LowestLogMoneyness">Where its quotes begin; beyond them a repair is free to move it. Where both ends are 0, unknown: within three deviations.</param>
/// <param name="HighestLogMoneyness">Where its quotes end.</param>
/// <param name="RelativeError">Its error near the money as a share of volatility: a loose slice gives way to a tight one.</param>
public readonly record struct SurfaceSlice(
    double TimeToExpiryYears, SviParameters Slice, double LowestLogMoneyness, double HighestLogMoneyness, double RelativeError);
