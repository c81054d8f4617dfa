using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Chains;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>What follows from a chain's state: computed whole, from nothing but its arguments. Slots are those of <see cref="ChainLegs"/>; NaN is "none".</summary>
internal sealed class ChainValuation(ProductSpec product, Expiry expiry, ChainOptions options)
{
    private readonly ParityForward _parity = new(product, options);
    private readonly long _cutOff = Tick.MicrosecondsOf(product.CutOff(expiry));

    private OptionRight[] _rights = [];
    private double[] _strikes = [];
    private double[] _premiums = [];
    private int _atmIndex = -1;

    public double[] Iv { get; private set; } = [];

    public VolatilityStatus[] Status { get; private set; } = [];

    public PriceSource[] Source { get; private set; } = [];

    /// <summary>The price the volatility is taken from.</summary>
    public double[] Price { get; private set; } = [];

    public double[] Delta { get; private set; } = [];

    public double[] Gamma { get; private set; } = [];

    public double[] ThetaPerDay { get; private set; } = [];

    public double[] VegaPerPoint { get; private set; } = [];

    public double[] RhoPerPoint { get; private set; } = [];

    public ProductSpec Product { get; } = product;

    public Expiry Expiry { get; } = expiry;

    public int LotSize { get; } = product.LotSizeOf(expiry);

    public ChainState State { get; private set; }

    public double Forward { get; private set; } = double.NaN;

    public ForwardSource ForwardSource { get; private set; }

    public double DiscountFactor { get; private set; } = double.NaN;

    public double TimeToExpiryYears { get; private set; } = double.NaN;

    public double AtmStrike { get; private set; } = double.NaN;

    public double AtmImpliedVolatility { get; private set; } = double.NaN;

    public double Straddle { get; private set; } = double.NaN;

    public double MaxPain { get; private set; } = double.NaN;

    public ChainTotals Totals { get; private set; }

    public bool IsExpiredAt(long unixMicroseconds) => unixMicroseconds >= _cutOff;

    public ChainHeadline Headline(int legs) => new(
        Expiry, Forward, ForwardSource, DiscountFactor, TimeToExpiryYears, AtmStrike, AtmImpliedVolatility, Straddle,
        Totals.PcrOi, Totals.PcrVolume, MaxPain, Totals.CallOi, Totals.PutOi, legs);

    public void Revalue(ChainLegs legs, double spot, double future, long asOfUnixMicroseconds, MaxPainTracker maxPain)
    {
        MakeRoom(legs.SlotCount);
        State = IsExpiredAt(asOfUnixMicroseconds) ? ChainState.Expired : ChainState.Live;
        TimeToExpiryYears = Product.TimeToExpiryYears(Expiry, DateTimeOffset.UnixEpoch.AddTicks(asOfUnixMicroseconds * TimeSpan.TicksPerMicrosecond));
        Totals = Sum(legs);
        MaxPain = maxPain.TryFind(out double strike) ? strike : double.NaN;
        ChoosePrices(legs);
        FindForward(legs, spot, future, asOfUnixMicroseconds);
        FindAtmStrike(legs);
        ValueLegs(legs);
        ValueAtm();
    }

    private static ChainTotals Sum(ChainLegs legs)
    {
        double callOi = 0;
        double putOi = 0;
        double callVolume = 0;
        double putVolume = 0;
        double callOiChange = 0;
        double putOiChange = 0;
        for (int call = 0; call < legs.SlotCount; call += 2)
        {
            callOi += OrZero(legs.Oi[call]);
            putOi += OrZero(legs.Oi[call + 1]);
            callVolume += OrZero(legs.Volume[call]);
            putVolume += OrZero(legs.Volume[call + 1]);
            callOiChange += OrZero(legs.OiChange(call));
            putOiChange += OrZero(legs.OiChange(call + 1));
        }

        return new ChainTotals(callOi, putOi, callVolume, putVolume, callOiChange, putOiChange);
    }

    private void ChoosePrices(ChainLegs legs)
    {
        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            double mid = (legs.Bid[slot] + legs.Ask[slot]) / 2;
            double last = legs.Last[slot];
            Source[slot] = !double.IsNaN(mid) ? PriceSource.Mid : !double.IsNaN(last) ? PriceSource.Last : PriceSource.None;
            Price[slot] = Source[slot] == PriceSource.Mid ? mid : last;
        }
    }

    private void FindForward(ChainLegs legs, double spot, double future, long asOf)
    {
        if (State == ChainState.Live && _parity.Estimate(legs, this, asOf))
        {
            ForwardSource = ForwardSource.Parity;
            Forward = _parity.Forward;
            DiscountFactor = _parity.DiscountFactor;
            return;
        }

        double growth = Math.Exp(Product.InterestRate * TimeToExpiryYears);
        ForwardSource = !double.IsNaN(future) ? ForwardSource.Future : !double.IsNaN(spot) ? ForwardSource.Spot : ForwardSource.None;
        Forward = ForwardSource == ForwardSource.Future ? future : spot * growth;
        DiscountFactor = ForwardSource == ForwardSource.None ? double.NaN : Product.Settlement == Settlement.Inverse ? 1 : 1 / growth;
    }

    private void FindAtmStrike(ChainLegs legs)
    {
        AtmStrike = double.NaN;
        _atmIndex = -1;
        if (double.IsNaN(Forward) || legs.StrikeCount == 0)
        {
            return;
        }

        int found = Array.BinarySearch(legs.Strikes, 0, legs.StrikeCount, Forward);
        int above = Math.Min(found < 0 ? ~found : found, legs.StrikeCount - 1);
        int below = Math.Max(above - 1, 0);
        _atmIndex = Math.Abs(legs.Strikes[above] - Forward) < Math.Abs(Forward - legs.Strikes[below]) ? above : below;
        AtmStrike = legs.Strikes[_atmIndex];
    }

    private void ValueLegs(ChainLegs legs)
    {
        int slots = legs.SlotCount;
        if (State == ChainState.Expired || ForwardSource == ForwardSource.None)
        {
            for (int slot = 0; slot < slots; slot++)
            {
                SetNone(slot, State == ChainState.Expired ? VolatilityStatus.Expired : Source[slot] == PriceSource.None ? VolatilityStatus.NoPrice : VolatilityStatus.InvalidInput);
            }

            return;
        }

        // An inverse option's premium is in coins: times the forward it is that of a plain one.
        double unit = Product.Settlement == Settlement.Inverse ? Forward : 1;
        for (int slot = 0; slot < slots; slot++)
        {
            _rights[slot] = (OptionRight)(slot & 1);
            _strikes[slot] = legs.Strikes[slot / 2];
            _premiums[slot] = Price[slot] * unit;
        }

        BlackVolatilityBatch.Solve(
            Forward, TimeToExpiryYears, DiscountFactor, _rights.AsSpan(0, slots), _strikes.AsSpan(0, slots), _premiums.AsSpan(0, slots), Iv.AsSpan(0, slots), Status.AsSpan(0, slots));
        for (int slot = 0; slot < slots; slot++)
        {
            if (Source[slot] == PriceSource.None)
            {
                Status[slot] = VolatilityStatus.NoPrice;
            }
        }

        ComputeGreeks(slots);
    }

    private void ComputeGreeks(int slots)
    {
        // A leg without a volatility has NaN there, and so in every column.
        Span<double> theta = ThetaPerDay.AsSpan(0, slots);
        Span<double> vega = VegaPerPoint.AsSpan(0, slots);
        Span<double> rho = RhoPerPoint.AsSpan(0, slots);
        BlackGreeksBatch.Compute(
            Forward,
            TimeToExpiryYears,
            DiscountFactor,
            DiscountRate.FromDiscountFactor(DiscountFactor, TimeToExpiryYears),
            _rights.AsSpan(0, slots),
            _strikes.AsSpan(0, slots),
            Iv.AsSpan(0, slots),
            new GreekColumns { Delta = Delta.AsSpan(0, slots), Gamma = Gamma.AsSpan(0, slots), Theta = theta, Vega = vega, Rho = rho });
        for (int slot = 0; slot < slots; slot++)
        {
            theta[slot] /= TraderGreeks.CalendarDaysPerYear;
            vega[slot] *= TraderGreeks.PercentagePoint;
            rho[slot] *= TraderGreeks.PercentagePoint;
        }
    }

    private void SetNone(int slot, VolatilityStatus status)
    {
        Status[slot] = status;
        Iv[slot] = Delta[slot] = Gamma[slot] = ThetaPerDay[slot] = VegaPerPoint[slot] = RhoPerPoint[slot] = double.NaN;
    }

    private void ValueAtm()
    {
        AtmImpliedVolatility = Straddle = double.NaN;
        if (_atmIndex < 0)
        {
            return;
        }

        int call = 2 * _atmIndex;
        Straddle = Price[call] + Price[call + 1];
        double callIv = Iv[call];
        double putIv = Iv[call + 1];
        AtmImpliedVolatility = double.IsNaN(callIv) ? putIv : double.IsNaN(putIv) ? callIv : (callIv + putIv) / 2;
    }

    private void MakeRoom(int slots)
    {
        if (slots > Iv.Length)
        {
            int length = Math.Max(slots, 2 * Iv.Length);
            _rights = new OptionRight[length];
            _strikes = new double[length];
            _premiums = new double[length];
            Iv = new double[length];
            Status = new VolatilityStatus[length];
            Source = new PriceSource[length];
            Price = new double[length];
            Delta = new double[length];
            Gamma = new double[length];
            ThetaPerDay = new double[length];
            VegaPerPoint = new double[length];
            RhoPerPoint = new double[length];
        }
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
