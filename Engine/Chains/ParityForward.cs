using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The forward and discount factor that put–call parity implies: C − P = D·(F − K) at every strike. Each pair of a call and a put around the money gives a forward; the estimate is theirs,
/// <list type="bullet">
/// <item>weighted by how well each price is known: half the spread for a mid; for a last trade the move the underlying may have made since (an assumed 15 % volatility over the time since it,
/// and half a minute for what a coarse timestamp hides);</item>
/// <item>robust: pairs are judged by their distance from the weighted median in units of the weighted median deviation and lose their weight smoothly, all of it at five
/// (Tukey's biweight), so one bad quote moves nothing;</item>
/// <item>local: of the pairs that pass, the nearest to the money decide (a Gaussian of a fifth of a strike's distance). There the options hold the most time value, so that is
/// where a forward off by little would drive the volatilities of call and put apart; and the forward glides from strike to strike as the market moves.</item>
/// </list>
/// The discount factor is the slope over all pairs that pass. Over the few strikes of a short-dated chain the noise of the prices exceeds what a slope could tell, so it is weighed
/// against the product's rate by their variances: good quotes speak for themselves, poor ones leave the product's rate.
/// </summary>
internal sealed class ParityForward(ProductSpec product, ChainOptions options)
{
    private const double MicrosecondsPerYear = 365.0 * 86_400e6;
    private const double HiddenAgeYears = 30e6 / MicrosecondsPerYear;
    private const double AssumedVolatility = 0.15;
    private const double DeviationsPerMedianDeviation = 1.4826;
    private const double RejectedAtDeviations = 5;
    private const double LocalWidth = 0.2;
    private const int LocalSteps = 3;

    private readonly ParityPair[] _pairs = new ParityPair[(2 * options.ParityStrikesEachSide) + 1];
    private readonly double[] _sorted = new double[(2 * options.ParityStrikesEachSide) + 1];
    private readonly double[] _sortedWeights = new double[(2 * options.ParityStrikesEachSide) + 1];
    private int _count;

    public double Forward { get; private set; }

    public double DiscountFactor { get; private set; }

    /// <summary>False when there are too few pairs to trust, or none on one side of the money; then nothing is set.</summary>
    /// <param name="legs">The chain.</param>
    /// <param name="valuation">Holds the price chosen for each leg.</param>
    /// <param name="guess">About where the money is: the future or spot; NaN when unknown.</param>
    /// <param name="asOfUnixMicroseconds">Market time, for the age of trades.</param>
    public bool Estimate(ChainLegs legs, ChainValuation valuation, double guess, long asOfUnixMicroseconds)
    {
        double years = valuation.TimeToExpiryYears;
        double discount = product.Settlement == Settlement.Inverse ? 1 : Math.Exp(-product.InterestRate * years);
        double centre = double.IsNaN(guess) ? ParityWindow.CheapestStraddle(legs, valuation.Price) : guess;
        double median = double.NaN;
        // Twice: the second time around what the first found, for a guess can be some strikes off (spot, for a distant expiry).
        for (int pass = 0; pass < 2; pass++)
        {
            Gather(legs, valuation, centre, discount, asOfUnixMicroseconds);
            if (_count < options.ParityMinimumPairs)
            {
                return false;
            }

            centre = median = Median();
        }

        if (!IsAmongStrikes(median))
        {
            return false;
        }

        Weigh(median);
        DiscountFactor = discount;
        if (product.Settlement != Settlement.Inverse)
        {
            DiscountFactor = Slope(discount, years);
            for (int i = 0; i < _count; i++)
            {
                _pairs[i] = _pairs[i] with { Forward = _pairs[i].Strike + (_pairs[i].Difference / DiscountFactor) };
            }
        }

        Forward = Local(median);
        return Forward > 0;
    }

    private void Gather(ChainLegs legs, ChainValuation valuation, double centre, double discount, long asOf)
    {
        _count = 0;
        int above = ParityWindow.FirstAtOrAbove(legs, centre);
        int below = above - 1;
        for (int taken = 0; taken < options.ParityStrikesEachSide && above < legs.StrikeCount; above++)
        {
            taken += TryAdd(legs, valuation, above, discount, asOf) ? 1 : 0;
        }

        for (int taken = 0; taken < options.ParityStrikesEachSide && below >= 0; below--)
        {
            taken += TryAdd(legs, valuation, below, discount, asOf) ? 1 : 0;
        }
    }

    /// <summary>Pairs that all lie to one side say little about the money: what they are worth is nearly all intrinsic.</summary>
    private bool IsAmongStrikes(double level)
    {
        bool below = false;
        bool above = false;
        for (int i = 0; i < _count; i++)
        {
            below |= _pairs[i].Strike <= level;
            above |= _pairs[i].Strike >= level;
        }

        return below && above;
    }

    private bool TryAdd(ChainLegs legs, ChainValuation valuation, int strikeIndex, double discount, long asOf)
    {
        int call = 2 * strikeIndex;
        double strike = legs.Strikes[strikeIndex];
        double difference = valuation.Price[call] - valuation.Price[call + 1];
        bool inverse = product.Settlement == Settlement.Inverse;
        double forward = inverse ? strike / (1 - difference) : strike + (difference / discount);
        if (!(forward > 0))
        {
            return false;
        }

        double unit = inverse ? forward : 1;
        double variance = Variance(legs, valuation, call, unit, forward, asOf) + Variance(legs, valuation, call + 1, unit, forward, asOf);
        _pairs[_count++] = new ParityPair(strike, forward, difference, 1 / variance);
        return true;
    }

    private double Variance(ChainLegs legs, ChainValuation valuation, int slot, double unit, double forward, long asOf)
    {
        double tick = product.TickSize * unit;
        double doubt;
        if (valuation.Source[slot] == PriceSource.Mid)
        {
            doubt = (legs.Ask[slot] - legs.Bid[slot]) / 2 * unit;
            doubt *= doubt;
        }
        else
        {
            double move = AssumedVolatility * forward;
            doubt = move * move * (((asOf - legs.Traded[slot]) / MicrosecondsPerYear) + HiddenAgeYears);
        }

        return (tick * tick) + doubt;
    }

    /// <summary>Gives every pair its robust weight: that of its prices, less what its distance from the median costs.</summary>
    private void Weigh(double median)
    {
        for (int i = 0; i < _count; i++)
        {
            _sorted[i] = Math.Abs(_pairs[i].Forward - median);
            _sortedWeights[i] = _pairs[i].Weight;
        }

        double unit = product.Settlement == Settlement.Inverse ? median : 1;
        double deviation = Math.Max(DeviationsPerMedianDeviation * ParityWindow.WeightedMedian(_sorted, _sortedWeights, _count), 2 * product.TickSize * unit);
        for (int i = 0; i < _count; i++)
        {
            double distance = (_pairs[i].Forward - median) / (RejectedAtDeviations * deviation);
            double kept = Math.Max(0, 1 - (distance * distance));
            _pairs[i] = _pairs[i] with { Weight = _pairs[i].Weight * kept * kept };
        }
    }

    private double Median()
    {
        for (int i = 0; i < _count; i++)
        {
            _sorted[i] = _pairs[i].Forward;
            _sortedWeights[i] = _pairs[i].Weight;
        }

        return ParityWindow.WeightedMedian(_sorted, _sortedWeights, _count);
    }

    private double Local(double forward)
    {
        for (int step = 0; step < LocalSteps; step++)
        {
            (double nearest, double spacing) = Nearest(forward);
            double width = LocalWidth * spacing;
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < _count; i++)
            {
                double distance = _pairs[i].Strike - forward;
                double weight = _pairs[i].Weight * Math.Exp(-0.5 * ((distance * distance) - (nearest * nearest)) / (width * width));
                sum += weight * _pairs[i].Forward;
                weights += weight;
            }

            forward = sum / weights;
        }

        return forward;
    }

    /// <summary>How far the nearest pair with a weight is from the money, and how far apart the two nearest strikes are.</summary>
    private (double Nearest, double Spacing) Nearest(double forward)
    {
        double nearest = double.PositiveInfinity;
        double first = double.NaN;
        double spacing = double.PositiveInfinity;
        for (int i = 0; i < _count; i++)
        {
            double distance = Math.Abs(_pairs[i].Strike - forward);
            if (_pairs[i].Weight > 0 && distance < nearest)
            {
                nearest = distance;
                first = _pairs[i].Strike;
            }
        }

        for (int i = 0; i < _count; i++)
        {
            double apart = Math.Abs(_pairs[i].Strike - first);
            spacing = apart > 0 && apart < spacing ? apart : spacing;
        }

        return (nearest, spacing);
    }

    /// <summary>Weighted least squares of C − P on K gives −D and its variance; the product's rate, sure to <see cref="ChainOptions.RateUncertainty"/>, is a second opinion.</summary>
    private double Slope(double assumed, double years)
    {
        double weights = 0;
        double strikes = 0;
        double values = 0;
        int used = 0;
        for (int i = 0; i < _count; i++)
        {
            weights += _pairs[i].Weight;
            strikes += _pairs[i].Weight * _pairs[i].Strike;
            values += _pairs[i].Weight * _pairs[i].Difference;
            used += _pairs[i].Weight > 0 ? 1 : 0;
        }

        double meanStrike = strikes / weights;
        double meanValue = values / weights;
        double spread = 0;
        double product = 0;
        for (int i = 0; i < _count; i++)
        {
            double distance = _pairs[i].Strike - meanStrike;
            spread += _pairs[i].Weight * distance * distance;
            product += _pairs[i].Weight * distance * (_pairs[i].Difference - meanValue);
        }

        double slope = product / spread;
        double residuals = 0;
        for (int i = 0; i < _count; i++)
        {
            double residual = _pairs[i].Difference - meanValue - (slope * (_pairs[i].Strike - meanStrike));
            residuals += _pairs[i].Weight * residual * residual;
        }

        // The larger of what the residuals show and what the prices' own doubt allows for (a weight is one over a variance).
        double variance = Math.Max(1, used > 2 ? residuals / (used - 2) : double.PositiveInfinity) / spread;
        double prior = options.RateUncertainty * years * assumed;
        double trust = prior * prior / ((prior * prior) + variance);
        return double.IsFinite(slope) && double.IsFinite(variance) ? assumed + (trust * (-slope - assumed)) : assumed;
    }
}
