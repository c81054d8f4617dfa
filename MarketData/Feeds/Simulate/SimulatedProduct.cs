using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>The venue's books of one product: spot, futures and chains, what is listed and what trades. Writes the next tick when asked.</summary>
internal sealed class SimulatedProduct
{
    private const double DividendYield = 0.012;

    /// <summary>Strikes are listed this far around the forward, and more when it has moved to within <see cref="ExtendWithin"/> of the end.</summary>
    private const double ListedWithin = 0.12;
    private const double ExtendWithin = 0.10;

    /// <summary>Room for strikes, as a share of the spot either side.</summary>
    private const double RoomWithin = 0.6;

    private readonly ProductSpec _spec;
    private readonly ProductProfile _profile;
    private readonly SeededRandom _random;
    private readonly PriceGrid _grid;
    private readonly double _yearMicroseconds;
    private readonly double _indexSeconds;
    private readonly List<SimulatedChain> _chains = [];
    private readonly List<SimulatedFuture> _futures = [];
    private readonly Queue<(SimulatedChain Chain, int Strike)> _toList = new(8_192);
    private double _chainWeights;
    private long _listedUntil;
    private long _nextIndex;
    private long _nextFuture;
    private SimulatedChain? _pairChain;
    private int _pairStrike;
    private OptionRight _pairRight;
    private DayShape _day;
    private double _tradeChance;
    private double _lotsPerTrade;

    public SimulatedProduct(ProductSpec spec, double ticksPerSecond, SeededRandom random, long microseconds)
    {
        _spec = spec;
        _profile = ProductProfile.Of(spec);
        _random = random;
        _grid = new PriceGrid(spec.TickSize);
        _yearMicroseconds = (spec.DayCount == DayCount.Act36525 ? 365.25 : 365.0) * 86_400e6;
        _indexSeconds = Math.Max(0.05, 5 / ticksPerSecond);
        TicksPerSecond = ticksPerSecond;
        Model = new SpotModel(_profile.Spot, _profile.Volatility);
        _nextIndex = _nextFuture = microseconds;
        _day = DayShape.Of(spec, At(microseconds));
        Relist(microseconds);
    }

    public double TicksPerSecond { get; }

    public ProductId Id => _spec.Id;

    public double Beta => _profile.Beta;

    public SpotModel Model { get; }

    public IReadOnlyList<SimulatedChain> Chains => _chains;

    /// <summary>Brings the market to an instant: new day, expiries that pass, listings, and what every option is priced from.</summary>
    public void MoveTo(long microseconds)
    {
        if (microseconds >= _day.EndMicroseconds)
        {
            BeginDay(microseconds);
        }

        if (microseconds >= _listedUntil)
        {
            Relist(microseconds);
        }

        foreach (SimulatedChain chain in _chains)
        {
            Move(chain, microseconds);
            Widen(chain);
        }

        double lotsPerTick = _profile.LotsPerSecond * _day.Activity(microseconds) / TicksPerSecond;
        _tradeChance = Math.Min(0.35, lotsPerTick / 3);
        _lotsPerTrade = lotsPerTick / _tradeChance;
    }

    /// <summary>The next tick of the product: the index and futures when they are due, else a leg.</summary>
    public Tick Next(long microseconds, ulong id)
    {
        if (microseconds >= _nextIndex)
        {
            _nextIndex = microseconds + (long)(_indexSeconds * 1e6);
            return new Tick { Id = id, UnixMicroseconds = microseconds, Product = _spec.Id, Kind = TickKind.Underlying, Fields = TickFields.Last, Last = _grid.Nearest(Model.Spot) };
        }

        if (microseconds >= _nextFuture && _futures.Count > 0)
        {
            _nextFuture = microseconds + (long)(_indexSeconds * 1e6);
            return Future(microseconds, id);
        }

        return Leg(microseconds, id);
    }

    private Tick Future(long microseconds, ulong id)
    {
        SimulatedFuture future = _futures[0];
        foreach (SimulatedFuture candidate in _futures)
        {
            if (candidate.Contract.FullDue)
            {
                future = candidate;
                break;
            }

            if (_random.NextUnit() < 0.7)
            {
                future = candidate;
                break;
            }
        }

        ref SimulatedContract contract = ref future.Contract;
        double fair = Model.Spot * Math.Exp((_spec.InterestRate - DividendYield) * Years(future.CutOffMicroseconds, microseconds));
        contract.Quote(fair, (0.5 * _grid.TickSize) + (fair * 2e-5), _grid, _random);
        contract.Trade((1 + Math.Floor(_random.NextUnit() * 8)) * future.LotSize, _random);
        contract.FullDue = false;
        return Write(contract, TickFields.All, microseconds, id, future.Expiry, TickKind.Future, 0, OptionRight.Call);
    }

    private Tick Leg(long microseconds, ulong id)
    {
        SimulatedChain chain;
        int strike;
        OptionRight right;
        bool mayTrade = true;
        if (_pairChain is { Retired: false } pair)
        {
            (chain, strike, right) = (pair, _pairStrike, _pairRight);
            _pairChain = null;
        }
        else
        {
            mayTrade = !Choose(out chain, out strike);
            right = Math.Abs(strike - chain.AtTheMoney) <= 1 || _random.NextUnit() < 0.5 == strike > chain.AtTheMoney ? OptionRight.Call : OptionRight.Put;
            (_pairChain, _pairStrike, _pairRight) = (chain, strike, right == OptionRight.Call ? OptionRight.Put : OptionRight.Call);
        }

        ref SimulatedContract leg = ref chain.Leg(strike, right);
        double strikePrice = chain.Strike(strike);
        double logMoneyness = Math.Log(strikePrice / chain.Forward);
        double deviations = Math.Abs(logMoneyness) / chain.Deviation;
        Quote(ref leg, chain, strikePrice, logMoneyness, deviations, right);
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

    /// <summary>Whose turn it is: a strike not shown yet, one near the money mostly, seldom one far off, so that far strikes grow stale. True: newly listed.</summary>
    private bool Choose(out SimulatedChain chain, out int strike)
    {
        if (_toList.Count > 0 && _random.NextUnit() < 0.75)
        {
            (chain, strike) = _toList.Dequeue();
            if (!chain.Retired)
            {
                return true;
            }
        }

        double point = _random.NextUnit() * _chainWeights;
        int i = 0;
        while (i < _chains.Count - 1 && (point -= _chains[i].Weight) >= 0)
        {
            i++;
        }

        chain = _chains[i];
        double width = Math.Max(3, 1.3 * chain.Deviation * chain.Forward / _spec.StrikeStep);
        strike = chain.AtTheMoney + (int)Math.Round(_random.NextBell() * width);
        if (strike < chain.Low || strike > chain.High || _random.NextUnit() < 0.03)
        {
            strike = chain.Low + (int)(_random.NextUnit() * (chain.High - chain.Low + 1));
        }

        return false;
    }

    private void Quote(ref SimulatedContract leg, SimulatedChain chain, double strike, double logMoneyness, double deviations, OptionRight right)
    {
        double outside = OutOfTheMoney.Price(chain.Forward, strike, logMoneyness, Math.Sqrt(chain.Smile.TotalVariance(logMoneyness)));
        bool inTheMoney = right == OptionRight.Call ? logMoneyness < 0 : logMoneyness > 0;
        double price = chain.DiscountFactor * (inTheMoney ? outside + Math.Abs(chain.Forward - strike) : outside);
        double far = Math.Min(deviations, 6);
        double stress = 1 + (4 * Math.Max(0, chain.Volatility - 0.15));
        double halfSpread = (_grid.TickSize * (0.5 + (0.3 * far))) + (price * 0.001 * (1 + (0.1 * far * far)));
        leg.Quote(price, halfSpread * stress, _grid, _random);
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

    private void BeginDay(long microseconds)
    {
        _day = DayShape.Of(_spec, At(microseconds));
        foreach (SimulatedChain chain in _chains)
        {
            foreach (ref SimulatedContract leg in chain.Legs)
            {
                leg.BeginDay();
            }
        }

        foreach (SimulatedFuture future in _futures)
        {
            future.Contract.BeginDay();
        }
    }

    private void Relist(long microseconds)
    {
        DateTimeOffset now = At(microseconds);
        Expiry[] monthly = [.. ListedExpiries.Monthly(_spec, now, _profile.MonthlyExpiries)];
        Expiry[] all = [.. ListedExpiries.Weekly(_spec, now, _profile.WeeklyExpiries).Union(monthly).Order()];
        foreach (SimulatedChain chain in _chains)
        {
            chain.Retired = !all.Contains(chain.Expiry);
        }

        _chains.RemoveAll(chain => chain.Retired);
        _futures.RemoveAll(future => !monthly.Contains(future.Expiry));
        foreach (Expiry expiry in all)
        {
            if (!_chains.Exists(chain => chain.Expiry == expiry))
            {
                _chains.Add(List(expiry, microseconds));
            }
        }

        foreach (Expiry expiry in monthly)
        {
            if (!_futures.Exists(future => future.Expiry == expiry))
            {
                _futures.Add(ListFuture(expiry, microseconds));
            }
        }

        _chains.Sort((left, right) => left.Expiry.CompareTo(right.Expiry));
        _futures.Sort((left, right) => left.Expiry.CompareTo(right.Expiry));
        _chainWeights = 0;
        foreach (SimulatedChain chain in _chains)
        {
            double days = (chain.CutOffMicroseconds - microseconds) / 86_400e6;
            chain.Weight = (monthly.Contains(chain.Expiry) ? 1.5 : 1) / (1 + days);
            _chainWeights += chain.Weight;
        }

        _listedUntil = _chains[0].CutOffMicroseconds;
    }

    private SimulatedChain List(Expiry expiry, long microseconds)
    {
        int atTheMoney = (int)Math.Round(Model.Spot / _spec.StrikeStep);
        int room = Math.Max(8, (int)(RoomWithin * atTheMoney));
        int first = Math.Max(1, atTheMoney - room);
        var chain = new SimulatedChain(expiry, Tick.MicrosecondsOf(_spec.CutOff(expiry)), _spec.LotSizeOf(expiry), _spec.StrikeStep, first, (2 * room) + 1);
        Move(chain, microseconds);
        int reach = Math.Max(5, (int)Math.Ceiling(ListedWithin * chain.Forward / _spec.StrikeStep));
        chain.Low = chain.AtTheMoney;
        chain.High = chain.AtTheMoney - 1;
        double days = (chain.CutOffMicroseconds - microseconds) / 86_400e6;
        double size = 40_000 / (1 + (0.15 * days));
        for (int distance = 0; distance <= reach; distance++)
        {
            ListStrike(chain, chain.AtTheMoney + distance, size, microseconds);
            if (distance > 0)
            {
                ListStrike(chain, chain.AtTheMoney - distance, size, microseconds);
            }
        }

        return chain;
    }

    private SimulatedFuture ListFuture(Expiry expiry, long microseconds)
    {
        var future = new SimulatedFuture(expiry, Tick.MicrosecondsOf(_spec.CutOff(expiry)), _spec.LotSizeOf(expiry));
        double lots = Math.Floor(150_000 * (0.8 + (0.4 * _random.NextUnit())) / (1 + (5 * _futures.Count)));
        future.Contract.PreviousOpenInterest = future.Contract.OpenInterest = lots * future.LotSize;
        future.Contract.Volume = Math.Floor(lots * 0.5 * _day.Done(microseconds)) * future.LotSize;
        future.Contract.FullDue = true;
        return future;
    }

    private void Widen(SimulatedChain chain)
    {
        int margin = (int)(ExtendWithin * chain.Forward / _spec.StrikeStep);
        while (chain.AtTheMoney - chain.Low < margin && chain.Low > 0)
        {
            ListStrike(chain, chain.Low - 1, 0, 0);
        }

        while (chain.High - chain.AtTheMoney < margin && chain.High < chain.Capacity - 1)
        {
            ListStrike(chain, chain.High + 1, 0, 0);
        }
    }

    /// <summary>Opens a strike; with a size it has the open interest and the volume of the day so far that its place in the chain suggests, whole lots of it.</summary>
    private void ListStrike(SimulatedChain chain, int strike, double size, long microseconds)
    {
        if (strike < 0 || strike >= chain.Capacity)
        {
            return;
        }

        chain.Low = Math.Min(chain.Low, strike);
        chain.High = Math.Max(chain.High, strike);
        _toList.Enqueue((chain, strike));
        double signed = Math.Log(chain.Strike(strike) / chain.Forward) / Math.Max(chain.Deviation, 0.01);
        bool round = chain.Strike(strike) % (10 * _spec.StrikeStep) == 0;
        for (OptionRight right = OptionRight.Call; right <= OptionRight.Put; right++)
        {
            ref SimulatedContract leg = ref chain.Leg(strike, right);
            leg.FullDue = true;
            if (size > 0)
            {
                double outside = right == OptionRight.Call ? signed : -signed;
                double lots = size * Math.Exp(-0.5 * (outside - 0.7) * (outside - 0.7) / 2) * Math.Exp(0.5 * _random.NextGaussian()) * (round ? 2.5 : 1);
                double done = _day.Done(microseconds);
                leg.OpenInterest = Math.Floor(lots) * chain.LotSize;
                leg.PreviousOpenInterest = Math.Floor(lots * (1 - (0.3 * done * _random.NextUnit()))) * chain.LotSize;
                leg.Volume = Math.Floor(lots * 4 * done * Math.Exp(-0.3 * signed * signed)) * chain.LotSize;
            }
        }
    }

    private void Move(SimulatedChain chain, long microseconds) =>
        chain.Move(Model.Spot, _spec.InterestRate - DividendYield, _spec.InterestRate, Years(chain.CutOffMicroseconds, microseconds), Model);

    /// <summary>Whole seconds to the cut-off in years, as <see cref="ProductSpec.TimeToExpiryYears"/> counts it.</summary>
    private double Years(long cutOff, long microseconds) => Math.Max(0, (cutOff - microseconds) / 1_000_000 * 1e6) / _yearMicroseconds;

    private static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
}
