using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>Puts a refusal into words for the sender and the dead-letter list: what was given, what was expected.</summary>
internal static class RefusalText
{
    public static string For(in Tick tick, RefusalReason reason, ProductState? product, long nowUnixMicroseconds, int productsKnown) => reason switch
    {
        RefusalReason.UnknownProduct => Text($"Product '{tick.Product}' is none of the {productsKnown} products known here."),
        RefusalReason.MalformedTick => Malformed(in tick, product),
        RefusalReason.PriceNotFinite => Text($"A price is no finite number: last {Given(in tick, TickFields.Last, tick.Last)}, {Quote(in tick)}. Leave a field out, or send 0 for none."),
        RefusalReason.NegativePrice => Text($"A price is below zero: last {Given(in tick, TickFields.Last, tick.Last)}, {Quote(in tick)}."),
        RefusalReason.CrossedQuote => Text($"The bid {tick.Bid} is above the ask {tick.Ask}."),
        RefusalReason.StrikeOffGrid => Text($"Strike {tick.Strike} is no positive multiple of {tick.Product}'s step {product?.Spec.StrikeStep}."),
        RefusalReason.ExpiredContract => Text($"The {tick.Expiry} expiry ended at {Instant(CutOff(in tick, product))}; the tick is of {Instant(tick.UnixMicroseconds)}."),
        RefusalReason.TimestampInFuture => Text(
            $"The tick's time {Instant(tick.UnixMicroseconds)} is ahead of the clock {Instant(nowUnixMicroseconds)} by more than {product?.Bounds.FutureTolerance}."),
        RefusalReason.TimestampTooOld => TooOld(in tick, product),
        RefusalReason.NegativeOpenInterest => Text($"Open interest {tick.OpenInterest} is not zero or more."),
        RefusalReason.NegativeVolume => Text($"Volume {tick.Volume} is not zero or more."),
        RefusalReason.AbsurdJump => Jump(in tick, product),
        _ => "",
    };

    private static string Malformed(in Tick tick, ProductState? product)
    {
        if (tick.Fields == TickFields.None)
        {
            return "The tick carries no field: give a last, bid, ask, volume or open interest.";
        }

        if ((tick.Fields & ~TickFields.All) != 0)
        {
            return Text($"The tick names fields that do not exist (mask {(int)tick.Fields}).");
        }

        if (tick.UnixMicroseconds <= 0)
        {
            return "The tick has no time.";
        }

        if (!TickRules.IsContract(in tick))
        {
            return tick.Kind switch
            {
                TickKind.Underlying => Text($"An underlying has neither expiry nor strike; given were expiry '{Day(tick.Expiry)}' and strike {tick.Strike}."),
                TickKind.Future => Text($"A future has an expiry and no strike; given were expiry '{Day(tick.Expiry)}' and strike {tick.Strike}."),
                TickKind.Leg => Text($"A leg has an expiry, a strike and a right; given were expiry '{Day(tick.Expiry)}', strike {tick.Strike} and right '{Right(tick.Right)}'."),
                _ => Text($"Kind {(int)tick.Kind} is none of underlying, future and leg."),
            };
        }

        return tick.Has(TickFields.OpenInterestChange) && !double.IsFinite(tick.OpenInterestChange)
            ? "The change of open interest is no finite number."
            : Text($"Expiry {tick.Expiry} is more than {product?.Bounds.ExpiryHorizon.TotalDays} days ahead of the tick's time {Instant(tick.UnixMicroseconds)}.");
    }

    private static string TooOld(in Tick tick, ProductState? product)
    {
        long newest = product?.Instrument(in tick).LastUnixMicroseconds ?? 0;
        return Text($"The tick's time {Instant(tick.UnixMicroseconds)} is behind the newest of its instrument, {Instant(newest)}, by more than {product?.Bounds.LateTolerance}.");
    }

    private static string Jump(in Tick tick, ProductState? product)
    {
        if (product is null)
        {
            return "";
        }

        InstrumentState state = product.Instrument(in tick);
        string sofar = Text($" Seen {state.RefusedInARow} of {product.Bounds.JumpConfirmations} times in a row.");
        if (tick.Kind != TickKind.Leg)
        {
            return Text($"{state.RefusedPrice} is more than {product.Bounds.JumpFraction:P0} away from the last accepted {state.Price}.") + sofar;
        }

        double bound = JumpRules.UpperBound(in tick, product);
        return state.RefusedPrice > bound
            ? Text($"{state.RefusedPrice} is above {bound:G6}, the most this {Right(tick.Right)} can be worth (strike {tick.Strike}, underlying {product.UnderlyingAt(tick.UnixMicroseconds)}).") + sofar
            : Text($"{state.RefusedPrice} is more than {JumpRules.LargestLegMove(in tick, product, in state):G6} away from the leg's last accepted {state.Price}.") + sofar;
    }

    private static long CutOff(in Tick tick, ProductState? product) => product?.CutOff(tick.Expiry) ?? 0;

    private static string Quote(in Tick tick) => Text($"bid {Given(in tick, TickFields.Bid, tick.Bid)}, ask {Given(in tick, TickFields.Ask, tick.Ask)}");

    private static string Given(in Tick tick, TickFields field, double value) => tick.Has(field) ? value.ToString(CultureInfo.InvariantCulture) : "not given";

    private static string Right(OptionRight right) => right switch { OptionRight.Call => "call", OptionRight.Put => "put", _ => "" };

    private static string Day(Expiry expiry) =>
        expiry.DayNumber >= 0 && expiry.DayNumber <= DateOnly.MaxValue.DayNumber ? expiry.ToString() : expiry.DayNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time a sender made up may lie outside the calendar: then the number itself.</summary>
    private static string Instant(long unixMicroseconds) =>
        unixMicroseconds is > -62_135_596_800_000_000 and < 253_402_300_800_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)
            : Text($"{unixMicroseconds} microseconds since 1970");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
