namespace TradingAnalytics.Analytics.Positions;

/// <summary>What a position can come to at its nearest expiry; levels are of the underlying then.</summary>
/// <param name="HorizonYears">The nearest expiry.</param>
/// <param name="IsExact">All options expire then, so profit is piecewise linear and the rest exact; else found numerically, later legs at their volatility of now.</param>
/// <param name="MaxProfit">The most it can make; +∞ when unlimited.</param>
/// <param name="MaxLoss">The least it can make: below 0 for a loss, −∞ when unlimited.</param>
/// <param name="BreakEvens">How many levels have no profit and no loss.</param>
public readonly record struct PositionOutcome(double HorizonYears, bool IsExact, double MaxProfit, double MaxLoss, int BreakEvens);
