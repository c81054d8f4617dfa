namespace TradingAnalytics.Analytics.Exposures;

/// <summary>One leg as exposures need it.</summary>
/// <param name="Right">Call or put.</param>
/// <param name="Strike">K.</param>
/// <param name="Volatility">Implied volatility; NaN when there is none, and the leg is left out.</param>
/// <param name="OpenInterest">In units of the underlying (contracts × lot size).</param>
public readonly record struct ExposureLeg(OptionRight Right, double Strike, double Volatility, double OpenInterest)
{
    internal bool Counts => Volatility > 0 && OpenInterest > 0 && Strike > 0;

    /// <summary>Calls +1, puts −1: those who hedge are taken to be long the calls and short the puts the public trades.</summary>
    internal double Sign => Right == OptionRight.Call ? 1 : -1;
}
