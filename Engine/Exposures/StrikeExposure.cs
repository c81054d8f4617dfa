using TradingAnalytics.Analytics.Exposures;

namespace TradingAnalytics.Engine.Exposures;

/// <summary>The exposures of one strike, in currency: calls +, puts −. Zero where a leg has no open interest or no volatility.</summary>
/// <param name="Strike">K.</param>
/// <param name="CallOi">Open interest of the call, in units of the underlying; NaN when unknown.</param>
/// <param name="PutOi">Of the put.</param>
/// <param name="Call">Exposure of the call.</param>
/// <param name="Put">Exposure of the put.</param>
public readonly record struct StrikeExposure(double Strike, double CallOi, double PutOi, Exposure Call, Exposure Put)
{
    public Exposure Net => Call + Put;
}
