using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// The venue's trading in one product; writes its next tick when asked. A leg is priced when its turn comes, from the smile of that moment; near the money that is often, far
/// off seldom, so far quotes are stale. A call and its put take turns one after the other.
/// </summary>
internal sealed class SimulatedProduct
{
    /// <summary>The index is published this often, or with every fifth tick where ticks are rarer.</summary>
    private const double IndexSeconds = 0.05;

    private readonly ProductSpec _spec;
    private readonly ProductProfile _profile;
    private readonly SeededRandom _random;
    private readonly PriceGrid _grid;
    private readonly SimulatedListings _listings;
    private readonly double _ticksPerSecond;
    private readonly long _indexMicroseconds;
    private long _nextIndex;
    private long _nextFuture;
    private SimulatedChain? _pairChain;
    private int _pairStrike;
    private OptionRight _pairRight;
    private double _tradeChance;
    private double _lotsPerTrade;

    public SimulatedProduct(ProductSpec spec, double ticksPerSecond, SeededRandom random, long microseconds, bool everyChainAlike = false, double? spot = null)
    {
        _spec = spec;
        _profile = ProductProfile.Of(spec);
        _random = random;
        _grid = new PriceGrid(spec.TickSize);
        _ticksPerSecond = ticksPerSecond;
        _indexMicroseconds = (long)(Math.Max(IndexSeconds, 5 / ticksPerSecond) * 1e6);
        _nextIndex = _nextFuture = microseconds;
        Model = new SpotModel(spot ?? _profile.Spot, _profile.Volatility);
        _listings = new SimulatedListings(spec, _profile, Model, random, microseconds, everyChainAlike);
    }

    public ProductId Id => _spec.Id;

    public double Beta => _profile.Beta;

    public SpotModel Model { get; }

    public IReadOnlyList<SimulatedChain> Chains => _listings.Chains;

    /// <summary>Brings the market to an instant.</summary>
    public void MoveTo(long microseconds)
    {
        _listings.MoveTo(microseconds);
        double lotsPerTick = _profile.LotsPerSecond * _listings.Activity(microseconds) / _ticksPerSecond;
        _tradeChance = Math.Min(0.35, lotsPerTick / 3);
        _lotsPerTrade = lotsPerTick / _tradeChance;
    }

    /// <summary>The next tick of the product: the index and futures when they are due, else a leg.</summary>
    public Tick Next(long microseconds, ulong id)
    {
        if (microseconds >= _nextIndex)
        {
            _nextIndex = microseconds + _indexMicroseconds;
            return new Tick { Id = id, UnixMicroseconds = microseconds, Product = _spec.Id, Kind = TickKind.Underlying, Fields = TickFields.Last, Last = _grid.Nearest(Model.Spot) };
        }

        if (microseconds >= _nextFuture && _listings.Futures.Count > 0)
        {
            _nextFuture = microseconds + _indexMicroseconds;
            return Future(microseconds, id);
        }

        return Leg(microseconds, id);
    }

    private Tick Future(long microseconds, ulong id)
    {
        SimulatedFuture future = _listings.Futures[0];
        foreach (SimulatedFuture candidate in _listings.Futures)
        {
            if (candidate.Contract.FullDue || _random.NextUnit() < 0.7)
            {
                future = candidate;
                break;
            }
        }

        ref SimulatedContract contract = ref future.Contract;
        double fair = _listings.FairValue(future, microseconds);
        contract.Quote(fair, (0.5 * _grid.TickSize) + (fair * 2e-5), _grid, _random);
        contract.Trade((1 + Math.Floor(_random.NextUnit() * 8)) * future.LotSize, _random);
        contract.FullDue = false;
        return Write(contract, TickFields.All, microseconds, id, future.Expiry, TickKind.Future, 0, OptionRight.Call);
    }

    private Tick Leg(long microseconds, ulong id)
    {
        bool mayTrade = Choose(out SimulatedChain chain, out int strike, out OptionRight right);
        ref SimulatedContract leg = ref chain.Leg(strike, right);
        double strikePrice = chain.Strike(strike);
        double deviations = Quote(ref leg, chain, strikePrice, right);
        bool trades = mayTrade && _random.NextUnit() < _tradeChance * Math.Exp(-0.3 * deviations);
        if (trades)
        {
            double lots = 1 + Math.Floor(-Math.Log(1 - _random.NextUnit()) * (_lotsPerTrade - 0.5));
            leg.Trade(lots * chain.LotSize, _random);
        }
        else if (leg.FullDue && leg.Last == 0 && leg.Volume > 0)
        {
            leg.Last = leg.Bid > 0 ? leg.Bid : leg.Ask;
        }

        TickFields fields = leg.FullDue || trades ? TickFields.All : TickFields.Quote;
        leg.FullDue = false;
        return Write(leg, fields, microseconds, id, chain.Expiry, TickKind.Leg, strikePrice, right);
    }

    /// <summary>Whose turn it is: the other right of the last strike, a strike not shown yet, one near the money mostly, one far off seldom.</summary>
    /// <returns>Whether it may trade: not when it is shown for the first time.</returns>
    private bool Choose(out SimulatedChain chain, out int strike, out OptionRight right)
    {
        if (_pairChain is { Retired: false } pair)
        {
            (chain, strike, right) = (pair, _pairStrike, _pairRight);
            _pairChain = null;
            return !chain.Leg(strike, right).FullDue;
        }

        if (_random.NextUnit() >= 0.75 || !_listings.TryTakeUnseen(out chain, out strike))
        {
            chain = _listings.Pick(_random.NextUnit());
            double width = Math.Max(3, 1.3 * chain.Deviation * chain.Forward / _spec.StrikeStep);
            strike = chain.AtTheMoney + (int)Math.Round(_random.NextBell() * width);
            if (strike < chain.Low || strike > chain.High || _random.NextUnit() < 0.03)
            {
                strike = chain.Low + (int)(_random.NextUnit() * (chain.High - chain.Low + 1));
            }
        }

        right = _random.NextUnit() < 0.5 ? OptionRight.Call : OptionRight.Put;
        (_pairChain, _pairStrike, _pairRight) = (chain, strike, right == OptionRight.Call ? OptionRight.Put : OptionRight.Call);
        return !chain.Leg(strike, right).FullDue;
    }

    /// <returns>Distance of the strike from the forward in standard deviations.</returns>
    private double Quote(ref SimulatedContract leg, SimulatedChain chain, double strike, OptionRight right)
    {
        double logMoneyness = Math.Log(strike / chain.Forward);
        double deviations = Math.Abs(logMoneyness) / chain.Deviation;
        double price = Black76.Price(right, chain.Forward, strike, 1, chain.DiscountFactor, Math.Sqrt(chain.Smile.TotalVariance(logMoneyness)));
        double far = Math.Min(deviations, 6);
        double stress = 1 + (4 * Math.Max(0, chain.Volatility - 0.15));
        double halfSpread = (_grid.TickSize * (0.5 + (0.3 * far))) + (price * 0.001 * (1 + (0.1 * far * far)));
        leg.Quote(price, halfSpread * stress, _grid, _random);
        return deviations;
    }

    private Tick Write(in SimulatedContract contract, TickFields fields, long microseconds, ulong id, Expiry expiry, TickKind kind, double strike, OptionRight right)
    {
        bool all = fields == TickFields.All;
        return new Tick
        {
            Id = id,
            UnixMicroseconds = microseconds,
            Product = _spec.Id,
            Kind = kind,
            Expiry = expiry,
            Strike = strike,
            Right = right,
            Fields = fields,
            Bid = contract.Bid,
            Ask = contract.Ask,
            Last = all ? contract.Last : 0,
            Volume = all ? contract.Volume : 0,
            OpenInterest = all ? contract.OpenInterest : 0,
            OpenInterestChange = all ? contract.OpenInterest - contract.PreviousOpenInterest : 0,
        };
    }
}
