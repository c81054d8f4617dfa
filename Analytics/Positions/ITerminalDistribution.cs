namespace TradingAnalytics.Analytics.Positions;

/// <summary>Where the underlying is at a position's horizon; implemented by structs, so that a call through a type parameter costs no delegate.</summary>
public interface ITerminalDistribution
{
    /// <summary>P(level at the horizon ≤ <paramref name="level"/>), for levels above 0.</summary>
    double Below(double level);

    /// <summary>P(level at the horizon &gt; <paramref name="level"/>), for levels above 0.</summary>
    double Above(double level);
}
