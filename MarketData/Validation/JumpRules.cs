using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>Which prices are too far from the market to be believed at first sight.</summary>
internal static class JumpRules
{
    /// <summary>What a tick says its instrument is worth: the last trade, or the middle of a two-sided quote; 0 when it says neither.</summary>
    public static double PriceOf(in Tick tick)
    {
        if (tick.Has(TickFields.Last) && tick.Last > 0)
        {
            return tick.Last;
        }

        return tick.Has(TickFields.Quote) && tick.Bid > 0 && tick.Ask > 0 ? 0.5 * (tick.Bid + tick.Ask) : 0;
    }

    /// <summary>The price of the tick that cannot be believed; 0 when all can.</summary>
    public static double AbsurdPrice(in Tick tick, ProductState product, in InstrumentState state)
    {
        double price = PriceOf(in tick);
        bool comparable = price > 0 && state.Price > 0 && product.IsReference(state.LastUnixMicroseconds, tick.UnixMicroseconds);
        if (tick.Kind != TickKind.Leg)
        {
            return comparable && Math.Abs(price - state.Price) > product.Bounds.JumpFraction * state.Price ? price : 0;
        }

        double highest = Highest(in tick);
        if (highest > UpperBound(in tick, product))
        {
            return highest;
        }

        return comparable && Math.Abs(price - state.Price) > LargestLegMove(in tick, product, in state) ? price : 0;
    }

    /// <summary>
    /// Counts a refused jump that agrees with those before it; true when enough of them have made it a real move. Ticks of one instant are one observation:
    /// only a later one confirms, so the same tick sent again and again does not talk itself in.
    /// </summary>
    public static bool Confirms(in Tick tick, ValidationBounds bounds, ref InstrumentState state, double price)
    {
        bool agrees = state.RefusedInARow > 0 && Math.Abs(price - state.RefusedPrice) <= bounds.ConfirmationFraction * Math.Max(price, state.RefusedPrice);
        if (agrees && tick.UnixMicroseconds <= state.RefusedUnixMicroseconds)
        {
            return false;
        }

        if (agrees && state.RefusedInARow >= bounds.JumpConfirmations)
        {
            return true;
        }

        state.RefusedInARow = agrees ? state.RefusedInARow + 1 : 1;
        state.RefusedPrice = price;
        state.RefusedUnixMicroseconds = tick.UnixMicroseconds;
        return false;
    }

    /// <summary>What no option can be worth more than, with slack: a call its underlying, a put its strike; in units of the coin where the premium is paid in it. Infinite when unknown.</summary>
    public static double UpperBound(in Tick tick, ProductState product)
    {
        double slack = 1 + product.Bounds.PriceBoundSlack;
        double underlying = product.UnderlyingAt(tick.UnixMicroseconds);
        bool inverse = product.Spec.Settlement == Settlement.Inverse;
        if (tick.Right == OptionRight.Call)
        {
            return inverse ? slack : underlying > 0 ? underlying * slack : double.PositiveInfinity;
        }

        return !inverse ? tick.Strike * slack : underlying > 0 ? tick.Strike / underlying * slack : double.PositiveInfinity;
    }

    /// <summary>How far a leg may go in one tick; infinite while no underlying is known.</summary>
    public static double LargestLegMove(in Tick tick, ProductState product, in InstrumentState state)
    {
        double underlying = product.UnderlyingAt(tick.UnixMicroseconds);
        if (!(underlying > 0))
        {
            return double.PositiveInfinity;
        }

        double moved = state.UnderlyingThen > 0 ? Math.Abs(underlying - state.UnderlyingThen) : 0;
        double largest = (product.Bounds.LegJumpFraction * underlying) + moved;
        return product.Spec.Settlement == Settlement.Inverse ? largest / underlying : largest;
    }

    private static double Highest(in Tick tick)
    {
        double highest = tick.Has(TickFields.Last) ? tick.Last : 0;
        highest = tick.Has(TickFields.Bid) ? Math.Max(highest, tick.Bid) : highest;
        return tick.Has(TickFields.Ask) ? Math.Max(highest, tick.Ask) : highest;
    }
}
