using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>
/// Decides which ticks are taken. It remembers per instrument the newest time and the last price, changes that memory only for ticks it accepts (and counts jumps it refused,
/// see <see cref="ValidationBounds.JumpConfirmations"/>), and allocates nothing for them. Used by one thread at a time.
/// </summary>
public sealed class TickValidator
{
    private readonly Dictionary<ProductId, ProductState> _products;
    private ProductState? _latest;

    public TickValidator(ProductCatalogue catalogue, ValidationOptions options)
    {
        options.Validate();
        _products = catalogue.Products.ToDictionary(product => product.Id, product => new ProductState(product, options.BoundsOf(product)));
    }

    /// <summary>Instruments in memory, over all products.</summary>
    public int InstrumentsRemembered => _products.Values.Sum(product => product.InstrumentsRemembered);

    /// <summary>Takes a tick (<see cref="RefusalReason.None"/>) or says which rule it breaks.</summary>
    /// <param name="tick">As normalised by its feed.</param>
    /// <param name="nowUnixMicroseconds">Our clock, read once per batch by the caller.</param>
    public RefusalReason Check(in Tick tick, long nowUnixMicroseconds)
    {
        ProductState? product = _latest;
        if (product is null || product.Spec.Id != tick.Product)
        {
            if (!_products.TryGetValue(tick.Product, out product))
            {
                return RefusalReason.UnknownProduct;
            }

            _latest = product;
        }

        RefusalReason reason = TickRules.CheckForm(in tick);
        if (reason != RefusalReason.None || (reason = CheckContract(in tick, product, nowUnixMicroseconds)) != RefusalReason.None)
        {
            return reason;
        }

        ref InstrumentState state = ref product.Instrument(in tick);
        if (tick.UnixMicroseconds < state.LastUnixMicroseconds - product.LateToleranceMicroseconds)
        {
            return RefusalReason.TimestampTooOld;
        }

        double absurd = JumpRules.AbsurdPrice(in tick, product, in state);
        if (absurd > 0 && !JumpRules.Confirms(in tick, product.Bounds, ref state, absurd))
        {
            return RefusalReason.AbsurdJump;
        }

        product.Accept(in tick, ref state, JumpRules.PriceOf(in tick));
        return RefusalReason.None;
    }

    /// <summary>The figures behind a refusal, in words. To be asked for right after <see cref="Check"/> refused the tick: it reads the same memory.</summary>
    public string Describe(in Tick tick, RefusalReason reason, long nowUnixMicroseconds)
    {
        _products.TryGetValue(tick.Product, out ProductState? product);
        return RefusalText.For(in tick, reason, product, nowUnixMicroseconds, _products.Count);
    }

    /// <summary>Takes over what was accepted before a restart, so that the rules that look back hold across it.</summary>
    public void Restore(in TickFrame frame)
    {
        if (!_products.TryGetValue(frame.Route.Product, out ProductState? product))
        {
            return;
        }

        foreach (ref readonly Tick tick in frame.Ticks)
        {
            product.Accept(in tick, ref product.Instrument(in tick), JumpRules.PriceOf(in tick));
        }
    }

    private static RefusalReason CheckContract(in Tick tick, ProductState product, long nowUnixMicroseconds)
    {
        if (tick.Kind != TickKind.Underlying)
        {
            if (tick.Kind == TickKind.Leg && !product.Spec.IsOnGrid(tick.Strike))
            {
                return RefusalReason.StrikeOffGrid;
            }

            long cutOff = product.CutOff(tick.Expiry);
            if (tick.UnixMicroseconds > cutOff)
            {
                return RefusalReason.ExpiredContract;
            }

            if (cutOff - tick.UnixMicroseconds > product.HorizonMicroseconds)
            {
                return RefusalReason.MalformedTick;
            }
        }

        return tick.UnixMicroseconds > nowUnixMicroseconds + product.FutureToleranceMicroseconds ? RefusalReason.TimestampInFuture : RefusalReason.None;
    }
}
