namespace TradingAnalytics.Engine.Chains;

/// <summary>A call and a put at one strike: the forward they imply, their difference in price, and how much they weigh (one over the variance of the difference).</summary>
internal readonly record struct ParityPair(double Strike, double Forward, double Difference, double Weight);
