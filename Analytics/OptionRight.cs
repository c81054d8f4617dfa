namespace TradingAnalytics.Analytics;

/// <summary>The right an option gives: to buy (call) or to sell (put) at the strike.</summary>
public enum OptionRight : byte
{
    Call = 0,
    Put = 1,
}
