using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

/// <summary>A NIFTY chain of known forward, discount factor and smile, and random ticks over it.</summary>
internal static class SyntheticChain
{
    public const double Forward = 24_237.3;
    public const double Spot = 24_209;
    public const double Rate = 0.07;

    public static readonly ProductSpec Product = ProductCatalogue.Load().Find("NIFTY")!;
    public static readonly Expiry Expiry = Expiry.On(2026, 8, 25);

    /// <summary>10:15 in Kolkata, a week before the expiry.</summary>
    public static readonly long Start = Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 4, 45, 0, TimeSpan.Zero));

    public static double Discount(long unixMicroseconds) => Math.Exp(-Rate * Years(unixMicroseconds));

    public static double Years(long unixMicroseconds) => Product.TimeToExpiryYears(Expiry, DateTimeOffset.UnixEpoch.AddTicks(10 * unixMicroseconds));

    public static double Smile(double strike) => 0.11 + (0.4 * Math.Pow(Math.Log(strike / Forward), 2)) - (0.1 * Math.Log(strike / Forward));

    public static double Price(double strike, OptionRight right, long unixMicroseconds) =>
        Black76.Price(right, Forward, strike, Years(unixMicroseconds), Discount(unixMicroseconds), Smile(strike));

    public static Tick Underlying(long time, double price = Spot) =>
        new() { Product = Product.Id, Kind = TickKind.Underlying, UnixMicroseconds = time, Fields = TickFields.Last, Last = price };

    public static Tick Future(long time, double price, Expiry? expiry = null) =>
        new() { Product = Product.Id, Kind = TickKind.Future, Expiry = expiry ?? Expiry, UnixMicroseconds = time, Fields = TickFields.Last, Last = price };

    public static Tick Leg(long time, double strike, OptionRight right) =>
        new() { Product = Product.Id, Kind = TickKind.Leg, Expiry = Expiry, Strike = strike, Right = right, UnixMicroseconds = time };

    public static Tick Quote(long time, double strike, OptionRight right, double mid, double halfSpread) =>
        Leg(time, strike, right) with { Fields = TickFields.Quote, Bid = mid - halfSpread, Ask = mid + halfSpread };

    /// <summary>A call and a put at every strike of [first, last], quoted around the model's price.</summary>
    public static Tick[] Quotes(double halfSpread = 0.05, double first = 23_500, double last = 25_000)
    {
        var ticks = new List<Tick> { Underlying(Start) };
        for (double strike = first; strike <= last; strike += Product.StrikeStep)
        {
            ticks.Add(Quote(Start, strike, OptionRight.Call, Price(strike, OptionRight.Call, Start), halfSpread));
            ticks.Add(Quote(Start, strike, OptionRight.Put, Price(strike, OptionRight.Put, Start), halfSpread));
        }

        return [.. ticks];
    }

    /// <summary>Ticks of every kind with any set of fields, at times that advance, stand still or fall back a little.</summary>
    public static Tick[] Random(int seed, int count, int microsecondsApart = 700_000)
    {
        var random = new Random(seed);
        var ticks = new Tick[count];
        long time = Start;
        for (int i = 0; i < count; i++)
        {
            time += random.Next(0, 4) * (long)microsecondsApart / 2;
            long at = random.Next(10) == 0 ? time - random.Next(3_000_000) : time;
            ticks[i] = random.Next(12) switch
            {
                0 => Underlying(at, Math.Round(Spot + (20 * random.NextDouble()), 2)),
                1 => Future(at, Math.Round(Forward + (10 * random.NextDouble()), 2), random.Next(3) == 0 ? Expiry.On(2026, 9, 29) : null),
                _ => RandomLeg(random, at),
            };
        }

        return ticks;
    }

    private static Tick RandomLeg(Random random, long time)
    {
        double strike = 23_500 + (50 * random.Next(31));
        var right = (OptionRight)random.Next(2);
        double price = Math.Round(20 * (Price(strike, right, Start) + (2 * random.NextDouble()))) / 20;
        double bid = random.Next(8) == 0 ? 0 : Math.Max(0, price - 0.5);
        double oi = 65 * random.Next(1, 100_000) * (random.Next(5) == 0 ? 0.5 : 1);
        return Leg(time, strike, right) with
        {
            Fields = (TickFields)random.Next(1, 64) & (strike % 100 == 0 ? TickFields.All : ~TickFields.OpenInterestChange),
            Last = random.Next(10) == 0 ? 0 : price,
            Bid = bid,
            Ask = random.Next(8) == 0 ? 0 : price + 0.5,
            Volume = 65 * random.Next(0, 1_000_000),
            OpenInterest = oi,
            OpenInterestChange = 65 * random.Next(-1_000, 1_000),
        };
    }
}
