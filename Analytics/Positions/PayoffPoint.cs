namespace TradingAnalytics.Analytics.Positions;

/// <summary>Profit over one level of the underlying.</summary>
/// <param name="Level">Where the underlying is.</param>
/// <param name="ProfitAtExpiry">At the nearest expiry.</param>
/// <param name="ProfitNow">Should it be there this instant.</param>
/// <param name="ProfitThen">At the instant and shift of volatility asked about.</param>
public readonly record struct PayoffPoint(double Level, double ProfitAtExpiry, double ProfitNow, double ProfitThen);
