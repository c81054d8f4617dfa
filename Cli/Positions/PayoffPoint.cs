namespace TradingAnalytics.Cli.Positions;

/// <summary>Profit over one level of the underlying: at the nearest expiry, and at the instant asked about.</summary>
internal readonly record struct PayoffPoint(double Level, double ProfitAtExpiry, double ProfitThen);
