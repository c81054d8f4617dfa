using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>
/// The smile of a chain: the points of <see cref="SmilePoint"/>, a slice through them free of butterfly arbitrage, and its certificate. A pure function of the chain's state: this object
/// only keeps buffers, so that the same state gives the same bits and nothing is allocated once the chain's size is known. One chain at a time.
/// </summary>
public sealed class ChainSmile(ProductSpec product)
{
    private const double MicrosecondsPerSecond = 1e6;
    private const double RobustDeviation = 1.4826;
    private const int TrustRounds = 2;

    private readonly SmilePoints _points = new();
    private SmileQuote[] _quotes = [];
    private double[] _k = [];
    private double[] _w = [];
    private double[] _weights = [];
    private double[] _deviations = [];
    private double[] _sorted = [];
    private double _tickSize;

    /// <summary>The points of the last fit, by strike, also those without a say. Valid until the next.</summary>
    public ReadOnlySpan<SmilePoint> Points => _points.Points;

    /// <summary>The smile of a view of a chain.</summary>
    public SmileFit Fit(ChainView chain)
    {
        MakeRoom(chain.Legs.Count);
        double unit = Unit(chain.Forward);
        int count = 0;
        foreach (LegView leg in chain.Legs)
        {
            double age = (chain.AsOfUnixMicroseconds - leg.TradedUnixMicroseconds) / MicrosecondsPerSecond;
            _quotes[count++] = new SmileQuote(leg.Strike, leg.Right, leg.Bid * unit, leg.Ask * unit, leg.Last * unit, age);
        }

        return Fit(chain.State, chain.Forward, chain.TimeToExpiryYears, chain.DiscountFactor, count);
    }

    /// <summary>The smile of a live chain, which must be valued.</summary>
    internal SmileFit Fit(ChainLegs legs, ChainValuation valuation, long asOfUnixMicroseconds)
    {
        MakeRoom(legs.SlotCount);
        double unit = Unit(valuation.Forward);
        int count = 0;
        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            if (legs.Present[slot])
            {
                double age = (asOfUnixMicroseconds - legs.Traded[slot]) / MicrosecondsPerSecond;
                _quotes[count++] = new SmileQuote(
                    legs.Strikes[slot / 2], (OptionRight)(slot & 1), legs.Bid[slot] * unit, legs.Ask[slot] * unit, legs.Last[slot] * unit, age);
            }
        }

        return Fit(valuation.State, valuation.Forward, valuation.TimeToExpiryYears, valuation.DiscountFactor, count);
    }

    /// <summary>The smile of any quotes, by strike, call before put.</summary>
    public SmileFit Fit(ReadOnlySpan<SmileQuote> quotes, double forward, double timeToExpiryYears, double discountFactor, double tickSize)
    {
        if (timeToExpiryYears <= 0)
        {
            _points.Gather([], 1, 1, 1, 1);
            return SmileFit.None(SmileStatus.Expired, timeToExpiryYears, forward, discountFactor);
        }

        if (!(timeToExpiryYears > 0 && forward > 0 && double.IsFinite(forward) && discountFactor > 0))
        {
            _points.Gather([], 1, 1, 1, 1);
            return SmileFit.None(SmileStatus.NoForward, timeToExpiryYears, forward, discountFactor);
        }

        MakeRoom(quotes.Length);
        _tickSize = tickSize;
        _points.Gather(quotes, forward, timeToExpiryYears, discountFactor, tickSize);
        SmileStatus status = Sufficient(SmileRules.NearReach(_points.AtmVolatility, timeToExpiryYears));
        if (status != SmileStatus.Ok)
        {
            return SmileFit.None(status, timeToExpiryYears, forward, discountFactor);
        }

        for (int round = 0; round < TrustRounds; round++)
        {
            int trusted = Target(timeToExpiryYears);
            Distrust(SviCalibration.FitSlice(_k.AsSpan(0, trusted), _w.AsSpan(0, trusted), _weights.AsSpan(0, trusted)), timeToExpiryYears);
        }

        int count = Target(timeToExpiryYears);
        SviFit fit = SviCalibration.FitWithoutArbitrage(_k.AsSpan(0, count), _w.AsSpan(0, count), _weights.AsSpan(0, count), timeToExpiryYears);
        (double lowest, double highest) = Range();
        return new SmileFit
        {
            Status = SmileStatus.Ok,
            TimeToExpiryYears = timeToExpiryYears,
            Forward = forward,
            DiscountFactor = discountFactor,
            Slice = fit.Slice,
            LowestLogMoneyness = lowest,
            HighestLogMoneyness = highest,
            Certificate = SmileMeasure.Of(fit, _points.Points, forward, timeToExpiryYears, discountFactor, tickSize),
        };
    }

    /// <summary>The last fit with another slice in its place, such as that of a surface, measured against the same points.</summary>
    public SmileFit Measure(SmileFit fit, SviParameters slice) => fit.IsOk && slice != fit.Slice
        ? fit with
        {
            Slice = slice,
            Certificate = SmileMeasure.Of(
                new SviFit(slice, double.NaN, ButterflyCertificate.Of(slice), Repaired: true), _points.Points, fit.Forward, fit.TimeToExpiryYears, fit.DiscountFactor, _tickSize),
        }
        : fit;

    private SmileFit Fit(ChainState state, double forward, double time, double discountFactor, int quotes) =>
        Fit(_quotes.AsSpan(0, quotes), forward, state == ChainState.Expired ? 0 : time, discountFactor, product.TickSize * Unit(forward));

    /// <summary>An inverse option's premium is in coins: times the forward it is that of a plain one.</summary>
    private double Unit(double forward) => product.Settlement == Settlement.Inverse ? forward : 1;

    private SmileStatus Sufficient(double reach)
    {
        int count = 0;
        int near = 0;
        bool below = false;
        bool above = false;
        foreach (ref readonly SmilePoint point in _points.Points)
        {
            if (point.Trust > 0)
            {
                count++;
                near += Math.Abs(point.LogMoneyness) <= reach ? 1 : 0;
                below |= point.LogMoneyness <= 0;
                above |= point.LogMoneyness >= 0;
            }
        }

        return count < SmileRules.MinimumPoints ? SmileStatus.TooFewPoints
            : !(below && above) ? SmileStatus.OneSided
            : near < SmileRules.MinimumNearPoints ? SmileStatus.TooLoose
            : SmileStatus.Ok;
    }

    private (double Lowest, double Highest) Range()
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (ref readonly SmilePoint point in _points.Points)
        {
            if (point.Trust > 0)
            {
                lowest = Math.Min(lowest, point.LogMoneyness);
                highest = Math.Max(highest, point.LogMoneyness);
            }
        }

        return (lowest, highest);
    }

    /// <summary>What the slice is fitted to, and how many points: least squares of errors of volatility in units of each point's own, those near the money emphasised, written for total variance: dw = 2σT·dσ.</summary>
    private int Target(double time)
    {
        double reach = SmileRules.NearReach(_points.AtmVolatility, time);
        int count = 0;
        foreach (ref readonly SmilePoint point in _points.Points)
        {
            if (point.Trust > 0)
            {
                double error = 2 * point.Volatility * time * point.VolatilityError;
                _k[count] = point.LogMoneyness;
                _w[count] = point.Volatility * point.Volatility * time;
                _weights[count++] = SmileRules.Emphasis(point.LogMoneyness / reach) * point.Trust / (error * error);
            }
        }

        return count;
    }

    /// <summary>Tukey's biweight, with the scale from the median error (but no less than what each point allows itself).</summary>
    private void Distrust(SviParameters slice, double time)
    {
        int count = 0;
        foreach (ref readonly SmilePoint point in _points.Points)
        {
            if (point.Exclusion is SmileExclusion.None or SmileExclusion.Outlier)
            {
                _deviations[count++] = Deviation(slice, point, time);
            }
        }

        var deviations = _sorted.AsSpan(0, count);
        _deviations.AsSpan(0, count).CopyTo(deviations);
        deviations.Sort();
        double furthest = SmileRules.OutlierDeviations * Math.Max(1, RobustDeviation * deviations[count / 2]);
        int trusted = 0;
        foreach (double deviation in deviations)
        {
            trusted += deviation < furthest ? 1 : 0;
        }

        if (trusted < SmileRules.MinimumPoints)
        {
            return;
        }

        count = 0;
        foreach (ref SmilePoint point in _points.Points)
        {
            if (point.Exclusion is SmileExclusion.None or SmileExclusion.Outlier)
            {
                double distance = _deviations[count++] / furthest;
                double kept = Math.Max(0, 1 - (distance * distance));
                point = point with { Trust = kept * kept, Exclusion = kept > 0 ? SmileExclusion.None : SmileExclusion.Outlier };
            }
        }
    }

    private static double Deviation(SviParameters slice, in SmilePoint point, double time) =>
        Math.Abs(slice.Volatility(point.LogMoneyness, time) - point.Volatility) / point.VolatilityError;

    private void MakeRoom(int quotes)
    {
        if (quotes > _k.Length)
        {
            int length = Math.Max(quotes, 2 * _k.Length);
            _quotes = new SmileQuote[length];
            _k = new double[length];
            _w = new double[length];
            _weights = new double[length];
            _deviations = new double[length];
            _sorted = new double[length];
        }
    }
}
