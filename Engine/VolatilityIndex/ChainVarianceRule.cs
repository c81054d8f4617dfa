using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>
/// Turns the state of a chain into the variance of its term. A pure function of that state; keeps its memory, so a call allocates only when the chain has grown. One writer at a time.
/// <para>
/// Prices are quotes; a strike without a bid is what the methods make of one. Only where a chain has no two-sided quote at all (a source of last prices) do last prices stand for quotes,
/// and the result says so. Premiums of a product settled in coin are taken times the forward.
/// </para>
/// </summary>
public sealed class ChainVarianceRule(ProductSpec product, Expiry expiry, VolatilityIndexOptions options)
{
    private const double MicrosecondsPerMinute = 60e6;
    private readonly long _cutOff = Tick.MicrosecondsOf(product.CutOff(expiry));
    private readonly double _rate = options.Rate ?? (product.Settlement == Settlement.Inverse ? 0 : product.InterestRate);
    private ChainSlots? _slots;
    private double[] _callBids = [];
    private double[] _callAsks = [];
    private double[] _putBids = [];
    private double[] _putAsks = [];
    private double[] _scratch = [];

    /// <summary>From a chain at full precision.</summary>
    /// <param name="chain">The chain of this product and expiry.</param>
    /// <param name="future">Price of the future of the same expiry; NaN for none.</param>
    public ExpiryVariance Of(ChainView chain, double future)
    {
        ChainSlots slots = _slots ??= new ChainSlots();
        slots.Fill(chain);
        return Of(slots.Strikes, slots.Bid, slots.Ask, slots.Last, chain.Forward, future, chain.AsOfUnixMicroseconds);
    }

    /// <summary>From the live arrays, valued already.</summary>
    internal ExpiryVariance Of(ChainLegs legs, ChainValuation valuation, double future, long asOfUnixMicroseconds) => Of(
        legs.Strikes.AsSpan(0, legs.StrikeCount), legs.Bid.AsSpan(0, legs.SlotCount), legs.Ask.AsSpan(0, legs.SlotCount), legs.Last.AsSpan(0, legs.SlotCount),
        valuation.Forward, future, asOfUnixMicroseconds);

    private ExpiryVariance Of(
        ReadOnlySpan<double> strikes, ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, ReadOnlySpan<double> lasts, double forward, double future, long asOf)
    {
        int count = strikes.Length;
        MakeRoom(count);
        double minutes = Math.Max(0, Math.Floor((_cutOff - asOf) / MicrosecondsPerMinute));
        PriceSource prices = SourceOf(bids, asks, lasts);
        double unit = product.Settlement == Settlement.Inverse ? forward : 1;
        Take(prices == PriceSource.Mid ? bids : lasts, 0, unit, _callBids);
        Take(prices == PriceSource.Mid ? asks : lasts, 0, unit, _callAsks);
        Take(prices == PriceSource.Mid ? bids : lasts, 1, unit, _putBids);
        Take(prices == PriceSource.Mid ? asks : lasts, 1, unit, _putAsks);
        double years = minutes / IndexInterpolation.MinutesPerYear;
        bool byFuture = options.Method == IndexMethod.India && future > 0;
        TermVariance term = minutes == 0 ? TermVariance.None(IndexStatus.Expired)
            : options.Method == IndexMethod.India
                ? IndiaVariance.Of(
                    strikes, _callBids.AsSpan(0, count), _callAsks.AsSpan(0, count), _putBids.AsSpan(0, count), _putAsks.AsSpan(0, count), future, years, _rate, _scratch)
                : CboeVariance.Of(strikes, _callBids.AsSpan(0, count), _callAsks.AsSpan(0, count), _putBids.AsSpan(0, count), _putAsks.AsSpan(0, count), years, _rate);
        return new ExpiryVariance(expiry, minutes, _rate, term, prices, !term.IsOk ? ForwardSource.None : byFuture ? ForwardSource.Future : ForwardSource.Parity);
    }

    private static PriceSource SourceOf(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, ReadOnlySpan<double> lasts)
    {
        bool traded = false;
        for (int slot = 0; slot < bids.Length; slot++)
        {
            if (bids[slot] > 0 && asks[slot] > 0)
            {
                return PriceSource.Mid;
            }

            traded |= lasts[slot] > 0;
        }

        return traded ? PriceSource.Last : PriceSource.None;
    }

    private static void Take(ReadOnlySpan<double> slots, int right, double unit, double[] prices)
    {
        for (int slot = right; slot < slots.Length; slot += 2)
        {
            prices[slot / 2] = slots[slot] * unit;
        }
    }

    private void MakeRoom(int strikes)
    {
        if (strikes > _callBids.Length)
        {
            int length = Math.Max(strikes, 2 * _callBids.Length);
            _callBids = new double[length];
            _callAsks = new double[length];
            _putBids = new double[length];
            _putAsks = new double[length];
            _scratch = new double[IndiaVariance.ScratchPerStrike * length];
        }
    }
}
