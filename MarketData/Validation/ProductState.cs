using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>What the validator remembers of one product.</summary>
internal sealed class ProductState(ProductSpec spec, ValidationBounds bounds)
{
    /// <summary>More expiries than any product lists: beyond it the days were made up.</summary>
    private const int MaxCutOffs = 1_024;

    private readonly Dictionary<InstrumentKey, InstrumentState> _instruments = [];
    private readonly Dictionary<int, long> _cutOffs = [];
    private readonly long _jumpReferenceMicroseconds = (long)bounds.JumpReferenceAge.TotalMicroseconds;
    private double _underlying;
    private long _underlyingTime;
    private int _cutOffDay;
    private long _cutOff;

    public ProductSpec Spec { get; } = spec;

    public ValidationBounds Bounds { get; } = bounds;

    public long FutureToleranceMicroseconds { get; } = (long)bounds.FutureTolerance.TotalMicroseconds;

    public long LateToleranceMicroseconds { get; } = (long)bounds.LateTolerance.TotalMicroseconds;

    public long HorizonMicroseconds { get; } = (long)bounds.ExpiryHorizon.TotalMicroseconds;

    /// <summary>Newest accepted time of any of its instruments.</summary>
    public long MarketTime { get; private set; }

    public int InstrumentsRemembered => _instruments.Count;

    private bool HasSpot { get; set; }

    /// <summary>Valid until the next call.</summary>
    public ref InstrumentState Instrument(in Tick tick)
    {
        if (_instruments.Count >= Bounds.MaxInstruments)
        {
            MakeRoom();
        }

        return ref CollectionsMarshal.GetValueRefOrAddDefault(_instruments, new InstrumentKey(in tick), out _);
    }

    /// <summary>The spot as last accepted, or a future's price where the product has no spot; 0 when neither is known or what is known is too old at that time.</summary>
    public double UnderlyingAt(long unixMicroseconds) => IsReference(_underlyingTime, unixMicroseconds) ? _underlying : 0;

    /// <summary>Whether a price accepted then is still one to measure jumps from.</summary>
    public bool IsReference(long acceptedUnixMicroseconds, long unixMicroseconds) => unixMicroseconds - acceptedUnixMicroseconds <= _jumpReferenceMicroseconds;

    public long CutOff(Expiry expiry)
    {
        if (expiry.DayNumber == _cutOffDay)
        {
            return _cutOff;
        }

        if (_cutOffs.Count >= MaxCutOffs)
        {
            _cutOffs.Clear();
        }

        ref long cutOff = ref CollectionsMarshal.GetValueRefOrAddDefault(_cutOffs, expiry.DayNumber, out bool known);
        if (!known)
        {
            cutOff = Tick.MicrosecondsOf(Spec.CutOff(expiry));
        }

        _cutOffDay = expiry.DayNumber;
        _cutOff = cutOff;
        return cutOff;
    }

    public void Accept(in Tick tick, ref InstrumentState state, double price)
    {
        state.LastUnixMicroseconds = Math.Max(state.LastUnixMicroseconds, tick.UnixMicroseconds);
        MarketTime = Math.Max(MarketTime, tick.UnixMicroseconds);
        state.RefusedInARow = 0;
        if (price > 0)
        {
            state.Price = price;
            if (tick.Kind == TickKind.Underlying)
            {
                _underlying = price;
                _underlyingTime = tick.UnixMicroseconds;
                HasSpot = true;
            }
            else if (tick.Kind == TickKind.Future && !HasSpot)
            {
                _underlying = price;
                _underlyingTime = tick.UnixMicroseconds;
            }

            state.UnderlyingThen = _underlying;
        }
    }

    private void MakeRoom()
    {
        foreach (InstrumentKey key in _instruments.Keys)
        {
            if (key.ExpiryDay != 0 && CutOff(new Expiry(key.ExpiryDay)) < MarketTime)
            {
                _instruments.Remove(key);
            }
        }

        if (_instruments.Count >= Bounds.MaxInstruments)
        {
            _instruments.Clear();
        }
    }
}
