using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.Positions;

/// <summary>A level with mean F and ln of it normal with variance σ²T, as in Black-76: P(X &gt; K) = Φ(d₂). F &gt; 0; σ√T ≥ 0, at 0 a certain level.</summary>
public readonly record struct LogNormalLevel(double Forward, double Volatility, double TimeYears) : ITerminalDistribution
{
    public double Below(double level) => NormalDistribution.Cumulative(-D2(level));

    public double Above(double level) => NormalDistribution.Cumulative(D2(level));

    private double D2(double level)
    {
        double s = Volatility * Math.Sqrt(TimeYears);
        double x = LogRatio.Evaluate(Forward, level).Value;

        // A certain level is not above itself.
        return s > 0 ? (x / s) - (0.5 * s) : x > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
