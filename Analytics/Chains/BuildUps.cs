namespace TradingAnalytics.Analytics.Chains;

/// <summary>Classifies legs by <see cref="BuildUp"/>.</summary>
public static class BuildUps
{
    /// <summary>The class of a leg whose price and open interest changed by these amounts; a change that is NaN or 0 gives <see cref="BuildUp.None"/>.</summary>
    public static BuildUp Classify(double priceChange, double openInterestChange) => (priceChange, openInterestChange) switch
    {
        ( > 0, > 0) => BuildUp.LongBuildUp,
        ( < 0, > 0) => BuildUp.ShortBuildUp,
        ( < 0, < 0) => BuildUp.LongUnwinding,
        ( > 0, < 0) => BuildUp.ShortCovering,
        _ => BuildUp.None,
    };
}
