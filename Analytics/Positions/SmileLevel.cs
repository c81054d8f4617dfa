using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Positions;

/// <summary>The level under the measure a smile implies, see <see cref="RiskNeutralProbability"/>; the slice must be free of butterfly arbitrage.</summary>
public readonly record struct SmileLevel(SviParameters Slice, double Forward) : ITerminalDistribution
{
    public double Below(double level) => RiskNeutralProbability.Below(Slice, Math.Log(level / Forward));

    public double Above(double level) => RiskNeutralProbability.Above(Slice, Math.Log(level / Forward));
}
