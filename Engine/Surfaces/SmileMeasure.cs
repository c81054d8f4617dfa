using TradingAnalytics.Analytics;
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
        var prices = new NearPrices(stackalloc OptionRight[NearPrices.Most], stackalloc double[NearPrices.Columns * NearPrices.Most], forward, time, discountFactor);
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
                near++;
                nearSquares += error * error;
                prices.Add(in point, volatility);
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
            RmsNearTicks = Math.Sqrt(prices.SumOfSquares() / near) / tickSize,
            InsideShare = (double)inside / quoted,
            InsideNearShare = (double)nearInside / nearQuoted,
        };
    }

    /// <summary>Premiums at fitted volatilities against the market's, valued as many at once as there is room for.</summary>
    private ref struct NearPrices(Span<OptionRight> rights, Span<double> columns, double forward, double time, double discountFactor)
    {
        public const int Most = 64;
        public const int Columns = 4;

        private readonly Span<OptionRight> _rights = rights;
        private readonly Span<double> _strikes = columns[..Most];
        private readonly Span<double> _volatilities = columns.Slice(Most, Most);
        private readonly Span<double> _market = columns.Slice(2 * Most, Most);
        private readonly Span<double> _fitted = columns.Slice(3 * Most, Most);
        private int _count;
        private double _squares;

        public void Add(in SmilePoint point, double volatility)
        {
            if (_count == Most)
            {
                Value();
            }

            _rights[_count] = point.Right;
            _strikes[_count] = point.Strike;
            _volatilities[_count] = volatility;
            _market[_count++] = point.Price;
        }

        /// <summary>Of the differences in the currency of the premiums.</summary>
        public double SumOfSquares()
        {
            Value();
            return _squares;
        }

        private void Value()
        {
            BlackGreeksBatch.Compute(
                forward, time, discountFactor, 0, _rights[.._count], _strikes[.._count], _volatilities[.._count], new GreekColumns { Price = _fitted });
            for (int i = 0; i < _count; i++)
            {
                double difference = _fitted[i] - _market[i];
                _squares += difference * difference;
            }

            _count = 0;
        }
    }
}
