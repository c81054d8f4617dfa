using TradingAnalytics.Analytics.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The live state of one chain and what follows from it. One writer at a time; no clock: market time is the newest tick's.
/// <para>
/// State is each leg's newest observation, the underlying's and that of the future of the same expiry. Everything else (forward, volatilities, Greeks, sums) is a pure function of that
/// state, computed by <see cref="Revalue"/>: the same state gives the same bits however its ticks were batched. A tick older than what its leg, the underlying or the future already
/// shows changes nothing and is counted in <see cref="LateTicks"/>; one of the same instant replaces (venues reuse a timestamp after the close).
/// </para>
/// <para>
/// Greeks are in trader units: delta per point of the forward, discounted (D·N(d1) for a call), which is what an index trader hedges with spot or futures; gamma is its change per point;
/// theta per calendar day; vega and rho per one percentage point.
/// </para>
/// </summary>
public sealed class ChainBook : ICellSource
{
    /// <summary>Open interest enters max pain in ten-thousandths of a unit, as whole numbers: their sums are exact, so they do not remember the order in which they came.</summary>
    private const double MaxPainUnitsPerUnit = 10_000;

    private readonly ChainLegs _legs = new();
    private readonly MaxPainTracker _maxPain = new();
    private readonly UnderlyingQuote _spot = new();
    private readonly UnderlyingQuote _future = new();
    private readonly MarketDay _day;
    private readonly ChainValuation _valuation;
    private readonly ChainPublisher _publisher;
    private bool _dirty;

    public ChainBook(ProductSpec product, Expiry expiry, ChainOptions options)
    {
        Product = product;
        Expiry = expiry;
        _day = new MarketDay(product);
        _valuation = new ChainValuation(product, expiry, options);
        _publisher = new ChainPublisher(_legs, _valuation);
    }

    public ProductSpec Product { get; }

    public Expiry Expiry { get; }

    /// <summary>Market time: the newest tick seen, in Unix microseconds; 0 before the first.</summary>
    public long AsOfUnixMicroseconds { get; private set; }

    /// <summary>When ingress took the newest tick applied, in Unix microseconds; 0 when nobody said. Not part of the state that is valued.</summary>
    public long ReceivedUnixMicroseconds { get; private set; }

    public int LegCount => _legs.LegCount;

    /// <summary>Ticks passed over because they were older than the state they would have changed.</summary>
    public long LateTicks { get; private set; }

    public bool IsExpired => _valuation.IsExpiredAt(AsOfUnixMicroseconds);

    /// <summary>The row of this expiry in the product's table, revalued when needed.</summary>
    public ChainHeadline Headline
    {
        get
        {
            Revalue();
            return _valuation.Headline(_legs.LegCount);
        }
    }

    /// <summary>
    /// Takes ticks of this expiry's legs, of the underlying and of the future with this expiry; others (another expiry's, another product's) are passed over, so that a product's
    /// frame can go to all its chains.
    /// </summary>
    /// <param name="ticks">In market order.</param>
    /// <param name="receivedUnixMicroseconds">When ingress took them; 0 when unknown.</param>
    public void Apply(ReadOnlySpan<Tick> ticks, long receivedUnixMicroseconds = 0)
    {
        for (int i = 0; i < ticks.Length; i++)
        {
            Apply(in ticks[i]);
        }

        ReceivedUnixMicroseconds = Math.Max(ReceivedUnixMicroseconds, receivedUnixMicroseconds);
    }

    /// <summary>Moves market time on without a tick: how a chain is told that its expiry is over when no tick of its own says so. Never moves it back.</summary>
    public void AdvanceTo(long unixMicroseconds)
    {
        _dirty |= unixMicroseconds > AsOfUnixMicroseconds;
        AsOfUnixMicroseconds = Math.Max(AsOfUnixMicroseconds, unixMicroseconds);
    }

    /// <summary>Brings every computed value up to date; nothing when no tick came since the last time.</summary>
    public void Revalue()
    {
        if (_dirty)
        {
            _valuation.Revalue(_legs, _spot.Price, _future.Price, AsOfUnixMicroseconds, _maxPain);
            _dirty = false;
        }
    }

    /// <summary>Revalues when needed and writes every cell into the table; the table finds what changed. Computed values are rounded by <see cref="PublishedPrecision"/>.</summary>
    public void Publish(LiveTable table)
    {
        Revalue();
        _publisher.Publish(table, _spot.Price, AsOfUnixMicroseconds, ReceivedUnixMicroseconds);
    }

    /// <summary>A cell as <see cref="Publish"/> would write it now; a computed one revalues when needed, what the feed gave does not.</summary>
    public double Cell(RowKey key, int column)
    {
        if (key.IsHeader ? column is not (ChainColumn.Spot or ChainColumn.AsOf or ChainColumn.Received) : column is not (<= LegColumn.OiChange or LegColumn.Updated))
        {
            Revalue();
        }

        return key.IsHeader ? _publisher.HeaderCell(column, _spot.Price, AsOfUnixMicroseconds, ReceivedUnixMicroseconds) : _publisher.LegCell(key, column);
    }

    /// <summary>Brings the chain's exposures up to date with it.</summary>
    public void Expose(ChainExposureRule exposures)
    {
        Revalue();
        exposures.Revalue(_legs, _valuation, _spot.Price);
    }

    /// <summary>The variance of the chain's term, for the product's volatility index.</summary>
    public ExpiryVariance Variance(ChainVarianceRule rule)
    {
        Revalue();
        return rule.Of(_legs, _valuation, _future.Price, AsOfUnixMicroseconds);
    }

    /// <summary>All of it at full precision, revalued when needed.</summary>
    public ChainView View()
    {
        Revalue();
        return ChainViews.Of(this, _legs, _valuation, _spot.Price);
    }

    /// <summary>The chain's smile, revalued when needed. The points behind it are left in <see cref="ChainSmile.Points"/>.</summary>
    public SmileFit FitSmile(ChainSmile smile)
    {
        Revalue();
        return smile.Fit(_legs, _valuation, AsOfUnixMicroseconds);
    }

    /// <summary>Brings an analysis of this chain up to its state; the chain is revalued when needed.</summary>
    public void Analyse(ChainAnalysis analysis)
    {
        Revalue();
        analysis.Revalue(_legs, _valuation, _spot.Price, _future.Price, AsOfUnixMicroseconds, ReceivedUnixMicroseconds);
    }

    /// <summary>The state as ticks, oldest first for each leg: a new book that applies them is in the identical state.</summary>
    public Tick[] ToTicks() => ChainSnapshot.ToTicks(Product.Id, Expiry, _legs, _spot, _future);

    private void Apply(in Tick tick)
    {
        if (tick.Product != Product.Id)
        {
            return;
        }

        bool applied;
        switch (tick.Kind)
        {
            case TickKind.Leg when tick.Expiry == Expiry:
                applied = ApplyLeg(in tick);
                break;
            case TickKind.Underlying:
                applied = _spot.Apply(in tick);
                break;
            case TickKind.Future when tick.Expiry == Expiry:
                applied = _future.Apply(in tick);
                break;
            default:
                return;
        }

        if (!applied)
        {
            LateTicks++;
            return;
        }

        AsOfUnixMicroseconds = Math.Max(AsOfUnixMicroseconds, tick.UnixMicroseconds);
        _dirty = true;
    }

    private bool ApplyLeg(in Tick tick)
    {
        ChainLegs legs = _legs;
        int slot = legs.SlotOf(tick.Strike, tick.Right);
        if (tick.UnixMicroseconds < legs.Updated[slot])
        {
            return false;
        }

        if (legs.Updated[slot] == 0)
        {
            _maxPain.AddStrike(tick.Strike);
        }

        legs.Updated[slot] = tick.UnixMicroseconds;
        if (tick.Has(TickFields.Bid))
        {
            legs.Bid[slot] = PriceOrNone(tick.Bid);
        }

        if (tick.Has(TickFields.Ask))
        {
            legs.Ask[slot] = PriceOrNone(tick.Ask);
        }

        ApplyTrade(legs, slot, in tick);
        ApplyOpenInterest(legs, slot, in tick);
        return true;
    }

    private static void ApplyTrade(ChainLegs legs, int slot, in Tick tick)
    {
        double last = tick.Has(TickFields.Last) ? PriceOrNone(tick.Last) : legs.Last[slot];
        double volume = tick.Has(TickFields.Volume) ? tick.Volume : legs.Volume[slot];
        if (double.IsNaN(last))
        {
            legs.Traded[slot] = 0;
        }
        else if (last != legs.Last[slot] || (volume > 0 && volume != legs.Volume[slot]))
        {
            legs.Traded[slot] = tick.UnixMicroseconds;
        }

        legs.Last[slot] = last;
        legs.Volume[slot] = volume;
    }

    private void ApplyOpenInterest(ChainLegs legs, int slot, in Tick tick)
    {
        if (tick.Has(TickFields.OpenInterestChange))
        {
            legs.GivenOiChange[slot] = tick.OpenInterestChange;
            legs.FirstOi[slot] = double.NaN;
        }

        if (!tick.Has(TickFields.OpenInterest))
        {
            return;
        }

        if (double.IsNaN(legs.GivenOiChange[slot]) && (double.IsNaN(legs.FirstOi[slot]) || !_day.AreSame(legs.OiTime[slot], tick.UnixMicroseconds)))
        {
            legs.FirstOi[slot] = tick.OpenInterest;
        }

        legs.Oi[slot] = tick.OpenInterest;
        legs.OiTime[slot] = tick.UnixMicroseconds;
        _maxPain.Set(tick.Strike, tick.Right, Math.Round(tick.OpenInterest * MaxPainUnitsPerUnit));
    }

    private static double PriceOrNone(double price) => price > 0 ? price : double.NaN;
}
