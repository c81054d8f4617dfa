using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>Measures a fitted slice against the points.</summary>
internal static class SmileMeasure
{
    private const double PercentagePoints = 100;

    public static SmileCertificate Of(SviFit fit, ReadOnlySpan<SmilePoint> points, double forward, double time, double discountFactor, double tickSize)
    {
        double reach = SmileRules.NearReach(fit.Slice.Volatility(0, time), time);
        int used = 0;
        int near = 0;
        double squares = 0;
        double nearSquares = 0;
        double tickSquares = 0;
        int quoted = 0;
        int inside = 0;
        int nearQuoted = 0;
        int nearInside = 0;
        foreach (ref readonly SmilePoint point in points)
        {
            if (point.Trust <= 0)
            {
                continue;
            }

            double volatility = fit.Slice.Volatility(point.LogMoneyness, time);
            double error = PercentagePoints * (volatility - point.Volatility);
            bool isNear = Math.Abs(point.LogMoneyness) <= reach;
            used++;
            squares += error * error;
            if (isNear)
            {
                double price = Black76.Price(point.Right, forward, point.Strike, time, discountFactor, volatility);
                double ticks = (price - point.Price) / tickSize;
                near++;
                nearSquares += error * error;
                tickSquares += ticks * ticks;
            }

            if (!double.IsNaN(point.AskVolatility))
            {
                // Without a volatility at the bid (below intrinsic by a hair) every volatility is above it.
                bool within = !(volatility < point.BidVolatility) && volatility <= point.AskVolatility;
                quoted++;
                inside += within ? 1 : 0;
                nearQuoted += isNear ? 1 : 0;
                nearInside += isNear && within ? 1 : 0;
            }
        }

        return new SmileCertificate
        {
            Butterfly = fit.Butterfly,
            Repaired = fit.Repaired,
            Points = used,
            NearPoints = near,
            Excluded = points.Length - used,
            RmsVolPoints = Math.Sqrt(squares / used),
            RmsNearVolPoints = Math.Sqrt(nearSquares / near),
            RmsNearTicks = Math.Sqrt(tickSquares / near),
            InsideShare = (double)inside / quoted,
            InsideNearShare = (double)nearInside / nearQuoted,
        };
    }
}
