using TradingAnalytics.Analytics.Parity;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The forward and discount factor of a chain by put–call parity. <see cref="ParityFit"/> finds the line through the strikes around the money; here is what only the chain knows, and
/// the step that brings call and put at the money together.
/// <list type="bullet">
/// <item>Weights: one over the variance of C − P by how well each price is known. Of a mid that is half the spread; of a last trade the move the underlying may have made since
/// (an assumed 15 % volatility over the time since it, and half a minute for what a coarse timestamp hides); of both a tick.</item>
/// <item>The local step: each strike's own forward is K + (C − P)/D. Those that agree with the fit within five median deviations, weighted as above and by nearness to the
/// money (a Gaussian a fifth of a strike wide), make the forward. At the money options hold the most time value, so a forward off by little would drive call and put apart there; and the
/// forward glides from strike to strike as the market moves. A bad quote at the money is left to its neighbours.</item>
/// </list>
/// </summary>
internal sealed class ParityForward(ProductSpec product, ChainOptions options)
{
    private const double MicrosecondsPerYear = 365.0 * 86_400e6;
    private const double HiddenAgeYears = 30e6 / MicrosecondsPerYear;
    private const double AssumedVolatility = 0.15;
    private const double AgreesWithinMedianDeviations = 5 * 1.4826;
    private const double LocalWidth = 0.2;
    private const int LocalSteps = 3;

    private readonly ParityOptions _fit = new() { StrikesEachSide = options.ParityStrikesEachSide, RateDeviation = options.RateUncertainty, PriceTick = product.Settlement == Settlement.Inverse ? 0 : product.TickSize };
    private readonly bool _inverse = product.Settlement == Settlement.Inverse;
    private readonly double[] _deviations = new double[2 * options.ParityStrikesEachSide];
    private readonly double[] _deviationWeights = new double[2 * options.ParityStrikesEachSide];
    private double[] _calls = [];
    private double[] _puts = [];
    private double[] _weights = [];
    private double[] _forwards = [];

    public double Forward { get; private set; }

    public double DiscountFactor { get; private set; }

    /// <summary>False when there are too few pairs to trust, or none on one side of the money; then nothing is set.</summary>
    /// <param name="legs">The chain.</param>
    /// <param name="valuation">Holds the price chosen for each leg.</param>
    /// <param name="asOfUnixMicroseconds">Market time, for the age of trades.</param>
    public bool Estimate(ChainLegs legs, ChainValuation valuation, long asOfUnixMicroseconds)
    {
        Gather(legs, valuation, asOfUnixMicroseconds);
        int count = legs.StrikeCount;
        ReadOnlySpan<double> strikes = legs.Strikes.AsSpan(0, count);
        // An inverse chain's discount factor is that of the coin, of which prices tell nothing: no time, so no doubt about 1.
        double years = _inverse ? 0 : valuation.TimeToExpiryYears;
        ParityResult fit = ParityFit.Fit(strikes, _calls.AsSpan(0, count), _puts.AsSpan(0, count), _weights.AsSpan(0, count), years, product.InterestRate, _fit);
        if (!fit.IsOk || fit.Used < options.ParityMinimumPairs)
        {
            return false;
        }

        (int first, int end) = Window(strikes, fit.Forward);
        if (first == end || strikes[first] > fit.Forward || strikes[end - 1] < fit.Forward)
        {
            return false;
        }

        for (int i = first; i < end; i++)
        {
            _forwards[i] = strikes[i] + ((_calls[i] - _puts[i]) / fit.DiscountFactor);
        }

        Forward = Local(strikes, first, end, fit.Forward);
        DiscountFactor = fit.DiscountFactor;
        return Forward > 0;
    }

    /// <summary>Prices and weights by strike; a strike without both prices gets none. Coin premiums become plain ones: times the forward their own pair implies.</summary>
    private void Gather(ChainLegs legs, ChainValuation valuation, long asOf)
    {
        if (_calls.Length < legs.StrikeCount)
        {
            int length = Math.Max(legs.StrikeCount, 2 * _calls.Length);
            _calls = new double[length];
            _puts = new double[length];
            _weights = new double[length];
            _forwards = new double[length];
        }

        double tick = product.TickSize;
        for (int i = 0; i < legs.StrikeCount; i++)
        {
            int call = 2 * i;
            double callPrice = valuation.Price[call];
            double putPrice = valuation.Price[call + 1];
            double coin = _inverse ? legs.Strikes[i] / (1 - (callPrice - putPrice)) : 1;
            double forward = _inverse ? coin : legs.Strikes[i];
            double variance = (2 * tick * tick * coin * coin) + Variance(legs, valuation, call, coin, forward, asOf) + Variance(legs, valuation, call + 1, coin, forward, asOf);
            bool pair = coin > 0 && variance > 0;
            _calls[i] = pair ? callPrice * coin : double.NaN;
            _puts[i] = pair ? putPrice * coin : double.NaN;
            _weights[i] = pair ? 1 / variance : 0;
        }
    }

    private static double Variance(ChainLegs legs, ChainValuation valuation, int slot, double coin, double forward, long asOf)
    {
        if (valuation.Source[slot] == PriceSource.Mid)
        {
            double halfSpread = (legs.Ask[slot] - legs.Bid[slot]) / 2 * coin;
            return halfSpread * halfSpread;
        }

        double move = AssumedVolatility * forward;
        return move * move * (((asOf - legs.Traded[slot]) / MicrosecondsPerYear) + HiddenAgeYears);
    }

    /// <summary>The strikes from the n-th pair below the money to the n-th above it.</summary>
    private (int First, int End) Window(ReadOnlySpan<double> strikes, double forward)
    {
        int above = strikes.BinarySearch(forward);
        above = above < 0 ? ~above : above;
        int first = above;
        for (int i = above - 1, taken = 0; i >= 0 && taken < options.ParityStrikesEachSide; i--)
        {
            if (_weights[i] > 0)
            {
                first = i;
                taken++;
            }
        }

        int end = above;
        for (int i = above, taken = 0; i < strikes.Length && taken < options.ParityStrikesEachSide; i++)
        {
            if (_weights[i] > 0)
            {
                end = i + 1;
                taken++;
            }
        }

        return (first, end);
    }

    private double Local(ReadOnlySpan<double> strikes, int first, int end, double forward)
    {
        double furthest = AgreesWithinMedianDeviations * MedianDeviation(first, end, forward);
        for (int i = first; i < end; i++)
        {
            double distance = (_forwards[i] - forward) / furthest;
            double kept = Math.Max(0, 1 - (distance * distance));
            _weights[i] = _weights[i] > 0 ? _weights[i] * kept * kept : 0;
        }

        for (int step = 0; step < LocalSteps; step++)
        {
            (double nearest, double spacing) = Nearest(strikes, first, end, forward);
            double sum = 0;
            double weights = 0;
            for (int i = first; i < end; i++)
            {
                if (_weights[i] > 0)
                {
                    double distance = strikes[i] - forward;
                    double weight = _weights[i] * Math.Exp(-0.5 * ((distance * distance) - (nearest * nearest)) / (LocalWidth * LocalWidth * spacing * spacing));
                    sum += weight * _forwards[i];
                    weights += weight;
                }
            }

            forward = weights > 0 ? sum / weights : forward;
        }

        return forward;
    }

    /// <summary>Half of the weight is within it of the fit; no less than two ticks.</summary>
    private double MedianDeviation(int first, int end, double forward)
    {
        int count = 0;
        for (int i = first; i < end; i++)
        {
            if (_weights[i] > 0)
            {
                _deviations[count] = Math.Abs(_forwards[i] - forward);
                _deviationWeights[count++] = _weights[i];
            }
        }

        double tick = product.TickSize * (_inverse ? forward : 1);
        return Math.Max(WeightedMedian.Of(_deviations.AsSpan(0, count), _deviationWeights.AsSpan(0, count)), 2 * tick);
    }

    /// <summary>How far the nearest strike with a weight is from the money, and how far from that strike the next one is.</summary>
    private (double Nearest, double Spacing) Nearest(ReadOnlySpan<double> strikes, int first, int end, double forward)
    {
        double nearest = double.PositiveInfinity;
        int at = first;
        for (int i = first; i < end; i++)
        {
            double distance = Math.Abs(strikes[i] - forward);
            if (_weights[i] > 0 && distance < nearest)
            {
                nearest = distance;
                at = i;
            }
        }

        double spacing = Math.Min(at > 0 ? strikes[at] - strikes[at - 1] : double.PositiveInfinity, at + 1 < strikes.Length ? strikes[at + 1] - strikes[at] : double.PositiveInfinity);
        return (nearest, spacing);
    }
}
