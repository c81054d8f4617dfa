using Microsoft.AspNetCore.Http;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>Puts a request's legs into the market. The first fault stands.</summary>
internal sealed class PositionReader
{
    /// <summary>Legs of a position at most.</summary>
    public const int MaxLegs = 32;

    private const int MaxLots = 100_000;

    /// <summary>The answer to give when a leg could not be read or valued.</summary>
    public IResult? Fault { get; private set; }

    /// <summary>The expiries named; empty after a fault.</summary>
    public IReadOnlyList<Expiry> ExpiriesOf(IReadOnlyList<PositionLegRequest> legs)
    {
        var expiries = new HashSet<Expiry>();
        for (int i = 0; i < legs.Count && Fault is null; i++)
        {
            (PositionLegRequest leg, string at) = (legs[i], $"legs[{i}]");
            if (leg.Kind is not (TickKind.Leg or TickKind.Future or TickKind.Underlying))
            {
                Refuse($"{at}.kind", "must be leg, future or underlying");
            }
            else if (leg.Lots == 0 || Math.Abs((long)leg.Lots) > MaxLots)
            {
                Refuse($"{at}.lots", $"must be a whole number of contracts other than 0, at most {MaxLots}; below 0 for what is sold");
            }
            else if (leg.EntryPrice is { } price && !double.IsFinite(price))
            {
                Refuse($"{at}.entryPrice", "must be a finite number, or absent for the market's price now");
            }
            else if (leg.Kind == TickKind.Underlying)
            {
                continue;
            }
            else if (!Expiry.TryParse(leg.Expiry, out Expiry expiry) || expiry.IsNone)
            {
                Refuse($"{at}.expiry", $"must be a date, yyyy-MM-dd, not '{leg.Expiry}'");
            }
            else if (leg.Kind == TickKind.Leg && !(leg.Strike > 0 && leg.Right is not null))
            {
                Refuse(leg.Right is null ? $"{at}.right" : $"{at}.strike", "an option needs a strike above 0 and its right, call or put");
            }
            else
            {
                expiries.Add(expiry);
            }
        }

        return Fault is null ? [.. expiries.Order()] : [];
    }

    /// <summary>The leg as it is valued; of no meaning after a fault.</summary>
    public PricedLeg Price(PositionLegRequest leg, int index, PositionMarket market) => leg.Kind switch
    {
        TickKind.Underlying => Linear(leg, index, market, Expiry.None, market.Spot, PositionPriceSource.Spot),
        TickKind.Future => Future(leg, index, market, Expiry.Parse(leg.Expiry!)),
        _ => Option(leg, index, market[Expiry.Parse(leg.Expiry!)], market),
    };

    private PricedLeg Future(PositionLegRequest leg, int index, PositionMarket market, Expiry expiry) => market.FutureOf(expiry) is { } price
        ? Linear(leg, index, market, expiry, price, PositionPriceSource.Future)
        : Linear(leg, index, market, expiry, market[expiry].Forward, PositionPriceSource.Forward);

    private PricedLeg Linear(PositionLegRequest leg, int index, PositionMarket market, Expiry expiry, double? price, PositionPriceSource source)
    {
        if (price is not > 0)
        {
            Unvalued(index, expiry.IsNone ? $"{market.Product.Id} itself has not ticked" : $"neither a future nor a forward of {expiry} is known");
            return default;
        }

        int lot = market.LotSizeOf(expiry);
        return new PricedLeg(
            PositionLeg.Underlying((double)leg.Lots * lot, price.Value, leg.EntryPrice ?? price.Value), lot, price, leg.EntryPrice is null ? source : PositionPriceSource.Given, PositionIvSource.None);
    }

    private PricedLeg Option(PositionLegRequest leg, int index, ExpiryMarket expiry, PositionMarket market)
    {
        (double strike, OptionRight right) = (leg.Strike!.Value, leg.Right!.Value);
        if (!expiry.Has(strike, right))
        {
            Refuse($"legs[{index}].strike", $"the chain of {expiry.Expiry} has no {(right == OptionRight.Call ? "call" : "put")} at {strike:R}");
            return default;
        }

        if (expiry is not { Forward: { } forward, DiscountFactor: { } discount, TimeToExpiry: { } time })
        {
            Unvalued(index, $"no forward of {expiry.Expiry} is known");
            return default;
        }

        // At and after its expiry an option needs no volatility.
        if ((expiry.VolatilityAt(strike) ?? (time > 0 ? null : (0, PositionIvSource.None))) is not var (volatility, ivSource))
        {
            Unvalued(index, $"neither option at {strike:R} of {expiry.Expiry} tells a volatility, and its chain has no smile");
            return default;
        }

        int lot = market.LotSizeOf(expiry.Expiry);
        (double Price, PositionPriceSource Source)? quoted = expiry.PriceOf(strike, right);
        (double entry, PositionPriceSource source) = leg.EntryPrice is { } given
            ? (given, PositionPriceSource.Given)
            : quoted ?? (Black76.Price(right, forward, strike, time, discount, volatility), PositionPriceSource.Model);
        return new PricedLeg(PositionLeg.Option(right, (double)leg.Lots * lot, strike, time, forward, discount, volatility, entry), lot, quoted?.Price, source, ivSource);
    }

    private void Refuse(string name, string rule) => Fault ??= Problem.BadParameter(name, $"'{name}': {rule}.");

    private void Unvalued(int index, string reason) =>
        Fault ??= Problem.Of(StatusCodes.Status422UnprocessableEntity, "No value for a leg", $"legs[{index}] cannot be valued now: {reason}. Take it out, or ask again when the market says more.");
}
