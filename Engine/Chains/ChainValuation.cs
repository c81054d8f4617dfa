using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>What follows from a chain's state: computed whole, from nothing but its arguments. Slots are those of <see cref="ChainLegs"/>; NaN is "none".</summary>
internal sealed class ChainValuation(ProductSpec product, Expiry expiry, ChainOptions options)
{
    private readonly ChainOptions _options = options;
    private readonly long _cutOff = Tick.MicrosecondsOf(product.CutOff(expiry));

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

    public void Revalue(ChainLegs legs, double spot, double future, long asOfUnixMicroseconds)
    {
        MakeRoom(legs.SlotCount);
        State = IsExpiredAt(asOfUnixMicroseconds) ? ChainState.Expired : ChainState.Live;
        TimeToExpiryYears = Product.TimeToExpiryYears(Expiry, DateTimeOffset.UnixEpoch.AddTicks(asOfUnixMicroseconds * TimeSpan.TicksPerMicrosecond));
        Totals = Sum(legs);
        ChoosePrices(legs);
        FindForward(spot, future);
        FindAtmStrike(legs);
        ValueLegs(legs);
        ValueAtm(legs);
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

    private void FindForward(double spot, double future)
    {
        double growth = Math.Exp(Product.InterestRate * TimeToExpiryYears);
        ForwardSource = !double.IsNaN(future) ? ForwardSource.Future : !double.IsNaN(spot) ? ForwardSource.Spot : ForwardSource.None;
        Forward = ForwardSource == ForwardSource.Future ? future : spot * growth;
        DiscountFactor = ForwardSource == ForwardSource.None ? double.NaN : 1 / growth;
    }

    private void FindAtmStrike(ChainLegs legs)
    {
        AtmStrike = double.NaN;
        for (int i = 0; i < legs.StrikeCount; i++)
        {
            if (double.IsNaN(AtmStrike) || Math.Abs(legs.Strikes[i] - Forward) < Math.Abs(AtmStrike - Forward))
            {
                AtmStrike = double.IsNaN(Forward) ? double.NaN : legs.Strikes[i];
            }
        }
    }

    private void ValueLegs(ChainLegs legs)
    {
        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            Iv[slot] = Delta[slot] = Gamma[slot] = ThetaPerDay[slot] = VegaPerPoint[slot] = RhoPerPoint[slot] = double.NaN;
            Status[slot] = State == ChainState.Expired ? VolatilityStatus.Expired
                : Source[slot] == PriceSource.None ? VolatilityStatus.NoPrice
                : VolatilityStatus.InvalidInput;
        }
    }

    private void ValueAtm(ChainLegs legs)
    {
        AtmImpliedVolatility = Straddle = double.NaN;
        int at = Array.BinarySearch(legs.Strikes, 0, legs.StrikeCount, AtmStrike);
        if (at >= 0)
        {
            Straddle = Price[2 * at] + Price[(2 * at) + 1];
        }
    }

    private void MakeRoom(int slots)
    {
        if (slots > Iv.Length)
        {
            int length = Math.Max(slots, 2 * Iv.Length);
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
