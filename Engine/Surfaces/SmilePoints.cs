using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Numerics;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>
/// The rule that turns a chain into smile points: at each strike the option out of the money, at the strike nearest the forward both; from the mid of a
/// two-sided quote, else from the last trade. A point weighs by how well its volatility is known (<see cref="SmilePoint.VolatilityError"/>). Buffers are kept: nothing is allocated once
/// a chain's size is known.
/// </summary>
internal sealed class SmilePoints
{
    private const double RootTwoPi = 2.5066282746310002;
    private SmilePoint[] _points = [];
    private int[] _nearer = [];
    private OptionRight[] _rights = [];
    private double[] _strikes = [];
    private double[] _prices = [];
    private double[] _volatilities = [];
    private VolatilityStatus[] _statuses = [];

    public int Count { get; private set; }

    public Span<SmilePoint> Points => _points.AsSpan(0, Count);

    /// <summary>The median volatility of the five points nearest the money: what distances are measured in before there is a fit. NaN without points.</summary>
    public double AtmVolatility { get; private set; }

    /// <param name="quotes">By strike, call before put.</param>
    /// <param name="forward">F.</param>
    /// <param name="time">T, in years, &gt; 0.</param>
    /// <param name="discountFactor">D.</param>
    /// <param name="tickSize">Smallest price step, in the currency of the strike.</param>
    public void Gather(ReadOnlySpan<SmileQuote> quotes, double forward, double time, double discountFactor, double tickSize)
    {
        MakeRoom(quotes.Length);
        Select(quotes, forward);
        Solve(forward, time, discountFactor);
        AtmVolatility = Centre();
        Weigh(quotes, forward, time, discountFactor, tickSize);
        LeaveOutArbitrage();
    }

    private void Select(ReadOnlySpan<SmileQuote> quotes, double forward)
    {
        double nearest = double.PositiveInfinity;
        foreach (ref readonly SmileQuote quote in quotes)
        {
            bool priced = !double.IsNaN(quote.Bid + quote.Ask) || !double.IsNaN(quote.Last);
            nearest = priced ? Math.Min(nearest, Math.Abs(quote.Strike - forward)) : nearest;
        }

        Count = 0;
        for (int i = 0; i < quotes.Length; i++)
        {
            ref readonly SmileQuote quote = ref quotes[i];
            double mid = 0.5 * (quote.Bid + quote.Ask);
            var source = !double.IsNaN(mid) ? PriceSource.Mid : !double.IsNaN(quote.Last) ? PriceSource.Last : PriceSource.None;
            bool outOfTheMoney = quote.Right == OptionRight.Call ? quote.Strike >= forward : quote.Strike <= forward;
            if (source == PriceSource.None || !(outOfTheMoney || Math.Abs(quote.Strike - forward) <= nearest))
            {
                continue;
            }

            _nearer[Count] = i;
            _points[Count++] = new SmilePoint
            {
                Strike = quote.Strike,
                Right = quote.Right,
                LogMoneyness = Math.Log(quote.Strike / forward),
                Source = source,
                Price = source == PriceSource.Mid ? mid : quote.Last,
                BidVolatility = quote.Bid,
                AskVolatility = quote.Ask,
            };
        }
    }

    /// <summary>Volatilities at price, bid and ask, in one batch.</summary>
    private void Solve(double forward, double time, double discountFactor)
    {
        int count = 3 * Count;
        for (int i = 0; i < Count; i++)
        {
            ref SmilePoint point = ref _points[i];
            _rights.AsSpan(3 * i, 3).Fill(point.Right);
            _strikes.AsSpan(3 * i, 3).Fill(point.Strike);
            _prices[3 * i] = point.Price;
            _prices[(3 * i) + 1] = point.BidVolatility;
            _prices[(3 * i) + 2] = point.AskVolatility;
        }

        BlackVolatilityBatch.Solve(
            forward, time, discountFactor, _rights.AsSpan(0, count), _strikes.AsSpan(0, count), _prices.AsSpan(0, count), _volatilities.AsSpan(0, count), _statuses.AsSpan(0, count));
        for (int i = 0; i < Count; i++)
        {
            _points[i] = _points[i] with
            {
                Volatility = Solved(3 * i),
                BidVolatility = Solved((3 * i) + 1),
                AskVolatility = Solved((3 * i) + 2),
            };
        }
    }

    private double Solved(int i) => _statuses[i] == VolatilityStatus.Ok ? _volatilities[i] : double.NaN;

    private double Centre()
    {
        Span<double> distances = stackalloc double[5];
        Span<double> values = stackalloc double[5];
        int held = 0;
        foreach (ref readonly SmilePoint point in Points)
        {
            if (double.IsNaN(point.Volatility))
            {
                continue;
            }

            int at = held;
            for (; at > 0 && distances[at - 1] > Math.Abs(point.LogMoneyness); at--)
            {
                if (at < distances.Length)
                {
                    (distances[at], values[at]) = (distances[at - 1], values[at - 1]);
                }
            }

            if (at < distances.Length)
            {
                (distances[at], values[at]) = (Math.Abs(point.LogMoneyness), point.Volatility);
                held = Math.Min(held + 1, distances.Length);
            }
        }

        values[..held].Sort();
        return held == 0 ? double.NaN : values[held / 2];
    }

    private void Weigh(ReadOnlySpan<SmileQuote> quotes, double forward, double time, double discountFactor, double tickSize)
    {
        double root = Math.Sqrt(time);
        double deviation = AtmVolatility * root;
        for (int i = 0; i < Count; i++)
        {
            ref SmilePoint point = ref _points[i];
            ref readonly SmileQuote quote = ref quotes[_nearer[i]];
            if (double.IsNaN(point.Volatility))
            {
                point = point with { Exclusion = SmileExclusion.NoVolatility, Vega = double.NaN, PriceError = double.NaN, VolatilityError = double.NaN };
                continue;
            }

            double s = point.Volatility * root;
            double d1 = (-point.LogMoneyness / s) + (0.5 * s);
            double vega = discountFactor * forward * root * Math.Exp(-0.5 * d1 * d1) / RootTwoPi;
            double known;
            double doubt;
            if (point.Source == PriceSource.Mid)
            {
                doubt = known = 0.5 * (quote.Ask - quote.Bid);
            }
            else
            {
                // What the underlying may have done to the premium since the trade; what all options share of it is in the forward already.
                double delta = discountFactor * NormalDistribution.Cumulative(point.Right == OptionRight.Call ? d1 : -d1);
                double move = delta * forward * AtmVolatility;
                double age = Math.Max(0, quote.TradeAgeSeconds);
                known = move * Math.Sqrt((age + SmileRules.SharedAgeSeconds) / SmileRules.SecondsPerYear);
                doubt = move * Math.Sqrt((age + SmileRules.HiddenAgeSeconds) / SmileRules.SecondsPerYear);
            }

            double error = Math.Sqrt((known * known) + (0.25 * tickSize * tickSize));
            double market = error / vega;
            double loose = Math.Sqrt((doubt * doubt) + (0.25 * tickSize * tickSize)) / vega;
            double distance = point.LogMoneyness / (SmileRules.ModelReach * deviation);
            double model = SmileRules.ModelShare * point.Volatility * (1 + (distance * distance)) * (1 + (distance * distance));
            point = point with
            {
                Vega = vega,
                PriceError = error,
                VolatilityError = Math.Sqrt((market * market) + (model * model)),
                Trust = 1,
                Exclusion = quote.Bid > quote.Ask ? SmileExclusion.Crossed : loose < SmileRules.LooseShare * point.Volatility ? SmileExclusion.None : SmileExclusion.Loose,
            };
            if (point.Exclusion != SmileExclusion.None)
            {
                point = point with { Trust = 0 };
            }
        }
    }

    /// <summary>Walks out from the money on each side: an option further out must not cost more. Of two that contradict each other the one further out goes, unless the other is clearly the looser.</summary>
    private void LeaveOutArbitrage()
    {
        int middle = 0;
        for (int i = 1; i < Count; i++)
        {
            middle = Math.Abs(_points[i].LogMoneyness) < Math.Abs(_points[middle].LogMoneyness) ? i : middle;
        }

        Walk(OptionRight.Put, middle);
        Walk(OptionRight.Call, middle);
    }

    private void Walk(OptionRight right, int middle)
    {
        int step = right == OptionRight.Put ? -1 : 1;
        int held = 0;

        // The one strike where both rights are has its other point next to the middle.
        for (int i = Math.Clamp(middle - step, 0, Math.Max(0, Count - 1)); i >= 0 && i < Count; i += step)
        {
            ref SmilePoint point = ref _points[i];
            if (point.Right != right || point.Exclusion != SmileExclusion.None)
            {
                continue;
            }

            bool kept = true;
            while (kept && held > 0)
            {
                ref SmilePoint nearer = ref _points[_nearer[held - 1]];
                if (point.Price - point.PriceError <= nearer.Price + nearer.PriceError)
                {
                    break;
                }

                if (SmileRules.LooserTimes * point.PriceError >= nearer.PriceError)
                {
                    kept = false;
                }
                else
                {
                    nearer = nearer with { Exclusion = SmileExclusion.Arbitrage, Trust = 0 };
                    held--;
                }
            }

            if (kept)
            {
                _nearer[held++] = i;
            }
            else
            {
                point = point with { Exclusion = SmileExclusion.Arbitrage, Trust = 0 };
            }
        }
    }

    private void MakeRoom(int quotes)
    {
        if (quotes > _points.Length)
        {
            int length = Math.Max(quotes, 2 * _points.Length);
            _points = new SmilePoint[length];
            _nearer = new int[length];
            _rights = new OptionRight[3 * length];
            _strikes = new double[3 * length];
            _prices = new double[3 * length];
            _volatilities = new double[3 * length];
            _statuses = new VolatilityStatus[3 * length];
        }
    }
}
