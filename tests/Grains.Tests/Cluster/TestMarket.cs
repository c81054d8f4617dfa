using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Cluster;

/// <summary>Ticks of a small NIFTY market: one clock that goes on by a second a tick, quotes that move with it.</summary>
internal sealed class TestMarket
{
    public static readonly ProductCatalogue Catalogue = ProductCatalogue.Load();
    public static readonly ProductId Nifty = "NIFTY";
    public static readonly Expiry Near = Expiry.On(2026, 8, 25);
    public static readonly Expiry Far = Expiry.On(2026, 9, 29);
    public static readonly TickRoute Product = new(Nifty, Expiry.None);
    public static readonly TickRoute NearChain = new(Nifty, Near);
    public static readonly TickRoute FarChain = new(Nifty, Far);

    private long _time = Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));

    public void MoveTo(DateTimeOffset time) => _time = Tick.MicrosecondsOf(time);

    public Tick Spot(double price) => new()
    {
        UnixMicroseconds = _time += 1_000_000,
        Product = Nifty,
        Kind = TickKind.Underlying,
        Fields = TickFields.Last,
        Last = price,
    };

    public Tick Leg(Expiry expiry, double strike, OptionRight right, double mid, double openInterest) => new()
    {
        UnixMicroseconds = _time += 1_000_000,
        Product = Nifty,
        Kind = TickKind.Leg,
        Expiry = expiry,
        Strike = strike,
        Right = right,
        Fields = TickFields.Quote | TickFields.OpenInterest,
        Bid = mid - 0.5,
        Ask = mid + 0.5,
        OpenInterest = openInterest,
    };

    /// <summary>A call and a put at each of 41 strikes around 24,200, priced at 14 % from a forward the version moves, with open interest.</summary>
    public Tick[] Smile(Expiry expiry, int version)
    {
        var ticks = new List<Tick>();
        double years = expiry == Near ? 0.02 : 0.115;
        for (double strike = 23_200; strike <= 25_200; strike += 50)
        {
            double call = Black76.Price(OptionRight.Call, 24_200 + version, strike, years, 1, 0.14);
            double put = Black76.Price(OptionRight.Put, 24_200 + version, strike, years, 1, 0.14);
            ticks.Add(Leg(expiry, strike, OptionRight.Call, call + 1, strike > 24_200 ? 6_500 : 650) with { UnixMicroseconds = _time });
            ticks.Add(Leg(expiry, strike, OptionRight.Put, put + 1, strike > 24_200 ? 650 : 6_500) with { UnixMicroseconds = _time });
        }

        return [.. ticks];
    }

    /// <summary>A call and a put at each of three strikes around 24,200; the version moves every one of them.</summary>
    public Tick[] Chain(Expiry expiry, int version)
    {
        var ticks = new List<Tick>();
        foreach (double strike in (double[])[24_150, 24_200, 24_250])
        {
            ticks.Add(Leg(expiry, strike, OptionRight.Call, 200 + version + ((24_200 - strike) / 2), 6_500 + (65 * version)));
            ticks.Add(Leg(expiry, strike, OptionRight.Put, 190 + version + ((strike - 24_200) / 2), 3_900 + (130 * version)));
        }

        return [.. ticks];
    }
}
