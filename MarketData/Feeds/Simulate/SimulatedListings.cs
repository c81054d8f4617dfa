using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// What of a product is listed: its chains and futures, by the product's expiry schedule. A chain leaves at its cut-off and the next of the cycle comes; strikes reach around
/// the forward and widen when it moves. New contracts get open interest, and the day's volume so far, by their place in the chain.
/// </summary>
internal sealed class SimulatedListings
{
    private const double DividendYield = 0.012;

    /// <summary>Strikes are listed this far around the forward, and more when it has moved to within <see cref="ExtendWithin"/> of the end.</summary>
    private const double ListedWithin = 0.12;
    private const double ExtendWithin = 0.10;

    /// <summary>Room for strikes, as a share of the spot either side.</summary>
    private const double RoomWithin = 0.6;

    /// <summary>Open interest of the strike with most of it in a chain that expires today, before chance.</summary>
    private const double PeakLots = 40_000;

    private readonly ProductSpec _spec;
    private readonly ProductProfile _profile;
    private readonly SpotModel _model;
    private readonly SeededRandom _random;
    private readonly bool _everyChainAlike;
    private readonly List<SimulatedChain> _chains = [];
    private readonly List<SimulatedFuture> _futures = [];
    private readonly Queue<(SimulatedChain Chain, int Strike)> _unseen = new(8_192);
    private double _chainWeights;
    private long _listedUntil;
    private DayShape _day;

    public SimulatedListings(ProductSpec spec, ProductProfile profile, SpotModel model, SeededRandom random, long microseconds, bool everyChainAlike)
    {
        _spec = spec;
        _profile = profile;
        _model = model;
        _random = random;
        _everyChainAlike = everyChainAlike;
        _day = DayShape.Of(spec, At(microseconds));
        Relist(microseconds);
    }

    /// <summary>Nearest first.</summary>
    public List<SimulatedChain> Chains => _chains;

    /// <summary>Nearest first.</summary>
    public List<SimulatedFuture> Futures => _futures;

    /// <summary>How lively trading is, see <see cref="DayShape.Activity"/>.</summary>
    public double Activity(long microseconds) => _day.Activity(microseconds);

    /// <summary>A strike listed and not shown yet.</summary>
    public bool TryTakeUnseen(out SimulatedChain chain, out int strike)
    {
        while (_unseen.TryDequeue(out (SimulatedChain Chain, int Strike) next))
        {
            (chain, strike) = next;
            if (!chain.Retired)
            {
                return true;
            }
        }

        (chain, strike) = (_chains[0], 0);
        return false;
    }

    /// <summary>A chain by its share of the trading.</summary>
    /// <param name="unit">Uniform on [0, 1).</param>
    public SimulatedChain Pick(double unit)
    {
        double point = unit * _chainWeights;
        int i = 0;
        while (i < _chains.Count - 1 && (point -= _chains[i].Weight) >= 0)
        {
            i++;
        }

        return _chains[i];
    }

    public double FairValue(SimulatedFuture future, long microseconds) => _model.Spot * Math.Exp((_spec.InterestRate - DividendYield) * Years(future.CutOffMicroseconds, microseconds));

    /// <summary>Brings the listings to an instant: a new day, expiries that passed, and what every option is priced from.</summary>
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
        DateOnly today = _spec.DateOf(now);
        DateOnly from = _spec.CutOff(Expiry.On(today)) <= now ? today.AddDays(1) : today;
        IReadOnlyList<Expiry> monthly = ExpirySchedule.Listed(_spec, from, 0, _profile.MonthlyExpiries);
        IReadOnlyList<Expiry> all = ExpirySchedule.Listed(_spec, from, _profile.WeeklyExpiries, _profile.MonthlyExpiries);
        if (all.Count == 0)
        {
            throw new ArgumentException($"The simulator has nothing to list for {_spec.Id}: the catalogue gives it no expiry rules for {from:yyyy-MM-dd}.");
        }

        foreach (SimulatedChain chain in _chains)
        {
            chain.Retired = !all.Contains(chain.Expiry);
        }

        _chains.RemoveAll(chain => chain.Retired);
        _futures.RemoveAll(future => !monthly.Contains(future.Expiry));
        _chains.AddRange(all.Where(expiry => !_chains.Exists(chain => chain.Expiry == expiry)).ToArray().Select(expiry => List(expiry, microseconds)));
        _futures.AddRange(monthly.Where(expiry => !_futures.Exists(future => future.Expiry == expiry)).ToArray().Select((expiry, i) => ListFuture(expiry, i, microseconds)));
        _chains.Sort((left, right) => left.Expiry.CompareTo(right.Expiry));
        _futures.Sort((left, right) => left.Expiry.CompareTo(right.Expiry));
        foreach (SimulatedChain chain in _chains)
        {
            chain.Weight = _everyChainAlike ? 1 : (monthly.Contains(chain.Expiry) ? 1.5 : 1) / (1 + DaysTo(chain, microseconds));
        }

        _chainWeights = _chains.Sum(chain => chain.Weight);
        _listedUntil = _chains[0].CutOffMicroseconds;
    }

    private SimulatedChain List(Expiry expiry, long microseconds)
    {
        int atTheMoney = (int)Math.Round(_model.Spot / _spec.StrikeStep);
        int room = Math.Max(8, (int)(RoomWithin * atTheMoney));
        int first = Math.Max(1, atTheMoney - room);
        var chain = new SimulatedChain(expiry, Tick.MicrosecondsOf(_spec.CutOff(expiry)), _spec.LotSizeOf(expiry), _spec.StrikeStep, first, (2 * room) + 1);
        Move(chain, microseconds);
        chain.Low = chain.AtTheMoney;
        chain.High = chain.AtTheMoney - 1;
        int reach = Math.Max(5, (int)Math.Ceiling(ListedWithin * chain.Forward / _spec.StrikeStep));
        double size = PeakLots / (1 + (0.15 * DaysTo(chain, microseconds)));
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

    private SimulatedFuture ListFuture(Expiry expiry, int rank, long microseconds)
    {
        var future = new SimulatedFuture(expiry, Tick.MicrosecondsOf(_spec.CutOff(expiry)), _spec.LotSizeOf(expiry));
        double lots = Math.Floor(150_000 * (0.8 + (0.4 * _random.NextUnit())) / (1 + (5 * rank)));
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
            Open(chain, chain.Low - 1);
        }

        while (chain.High - chain.AtTheMoney < margin && chain.High < chain.Capacity - 1)
        {
            Open(chain, chain.High + 1);
        }
    }

    private void Open(SimulatedChain chain, int strike)
    {
        chain.Low = Math.Min(chain.Low, strike);
        chain.High = Math.Max(chain.High, strike);
        chain.Leg(strike, OptionRight.Call).FullDue = true;
        chain.Leg(strike, OptionRight.Put).FullDue = true;
        _unseen.Enqueue((chain, strike));
    }

    private void ListStrike(SimulatedChain chain, int strike, double size, long microseconds)
    {
        if (strike < 0 || strike >= chain.Capacity)
        {
            return;
        }

        Open(chain, strike);
        double signed = Math.Log(chain.Strike(strike) / chain.Forward) / Math.Max(chain.Deviation, 0.01);
        double round = chain.Strike(strike) % (10 * _spec.StrikeStep) == 0 ? 2.5 : 1;
        double done = _day.Done(microseconds);
        for (OptionRight right = OptionRight.Call; right <= OptionRight.Put; right++)
        {
            ref SimulatedContract leg = ref chain.Leg(strike, right);
            double outside = right == OptionRight.Call ? signed : -signed;
            double lots = size * round * Math.Exp(-0.25 * (outside - 0.7) * (outside - 0.7)) * Math.Exp(0.5 * _random.NextGaussian());
            leg.OpenInterest = Math.Floor(lots) * chain.LotSize;
            leg.PreviousOpenInterest = Math.Floor(lots * (1 - (0.3 * done * _random.NextUnit()))) * chain.LotSize;
            leg.Volume = Math.Floor(lots * 4 * done * Math.Exp(-0.3 * signed * signed)) * chain.LotSize;
        }
    }

    private void Move(SimulatedChain chain, long microseconds) =>
        chain.Move(_model.Spot, _spec.InterestRate - DividendYield, _spec.InterestRate, Years(chain.CutOffMicroseconds, microseconds), _model);

    /// <summary>Whole seconds to the cut-off in years, as <see cref="ProductSpec.TimeToExpiryYears"/> counts it.</summary>
    private double Years(long cutOff, long microseconds) => _spec.YearsBefore(cutOff / 1_000_000, Math.Max(0, (cutOff - microseconds) / 1_000_000));

    private static double DaysTo(SimulatedChain chain, long microseconds) => (chain.CutOffMicroseconds - microseconds) / 86_400e6;

    private static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
}
