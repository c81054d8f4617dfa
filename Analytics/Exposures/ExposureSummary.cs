namespace TradingAnalytics.Analytics.Exposures;

/// <summary>The exposures of one chain.</summary>
/// <param name="Total">The sum over all legs.</param>
/// <param name="CallWall">The strike with the most gamma in calls; null without calls.</param>
/// <param name="PutWall">The strike with the most gamma in puts; null without puts.</param>
/// <param name="LeftOut">Legs with open interest that have no volatility and are in no sum.</param>
public readonly record struct ExposureSummary(Exposure Total, double? CallWall, double? PutWall, int LeftOut);
