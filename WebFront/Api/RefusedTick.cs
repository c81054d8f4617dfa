using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Api;

/// <summary>A tick in the layout ticks are pushed in. What it does not carry, and numbers JSON has no word for, are null.</summary>
internal sealed record RefusedTick(
    string Id,
    DateTimeOffset? Time,
    string Product,
    TickKind Kind,
    string? Expiry,
    double? Strike,
    OptionRight? Right,
    double? Last,
    double? Bid,
    double? Ask,
    double? Volume,
    double? OpenInterest,
    double? OpenInterestChange)
{
    private static readonly long EarliestMicroseconds = Tick.MicrosecondsOf(DateTimeOffset.MinValue);
    private static readonly long LatestMicroseconds = Tick.MicrosecondsOf(DateTimeOffset.MaxValue);

    public static RefusedTick Of(in Tick tick)
    {
        bool leg = tick.Kind == TickKind.Leg;
        bool timed = tick.UnixMicroseconds >= EarliestMicroseconds && tick.UnixMicroseconds <= LatestMicroseconds;
        return new RefusedTick(
            tick.Id.ToString(null, null),
            timed ? tick.Time : null,
            tick.Product.ToString(),
            tick.Kind,
            tick.Expiry.IsNone ? null : tick.Expiry.ToString(),
            leg && double.IsFinite(tick.Strike) ? tick.Strike : null,
            leg ? tick.Right : null,
            Carried(tick, TickFields.Last, tick.Last),
            Carried(tick, TickFields.Bid, tick.Bid),
            Carried(tick, TickFields.Ask, tick.Ask),
            Carried(tick, TickFields.Volume, tick.Volume),
            Carried(tick, TickFields.OpenInterest, tick.OpenInterest),
            Carried(tick, TickFields.OpenInterestChange, tick.OpenInterestChange));
    }

    private static double? Carried(in Tick tick, TickFields field, double value) => tick.Has(field) && double.IsFinite(value) ? value : null;
}
