using Orleans.Serialization;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.Grains.Chains;
using TradingAnalytics.Grains.Products;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Hosting;

/// <summary>
/// A chain and its product lived through once, with nobody watching, before a silo joins its cluster. What runs for the first time is compiled then, which takes seconds on a busy machine: the first chains that a
/// leaving or dying silo gives a new one would be silent for as long.
/// </summary>
public static class GrainWarmth
{
    private const double Spot = 24_200;
    private const int StrikesEachSide = 8;

    public static void Run(ProductCatalogue catalogue, Serializer serializer)
    {
        ProductSpec product = catalogue.Products.First();
        Expiry expiry = Expiry.On(2030, 1, 31);
        long time = Tick.MicrosecondsOf(product.CutOff(expiry) - TimeSpan.FromDays(10));
        var chain = new ChainWriter(product, expiry, ChainOptions.Default, 1, new ChainGrainState());
        var analyst = new ChainAnalyst(product, expiry, new VolatilityIndexOptions(), 1);
        var whole = new ProductWriter(product, 1, new ProductGrainState());
        var analytics = new ProductAnalyst(product, new VolatilityIndexOptions(), 1);
        for (int round = 1; round <= 2; round++)
        {
            TickFrame[] frames = Sent(serializer, Market(product, expiry, time, round));
            foreach (TickFrame frame in frames)
            {
                chain.Take(in frame);
                if (frame.Route.IsChain)
                {
                    whole.Count(in frame);
                }
                else
                {
                    whole.Take(in frame);
                }
            }

            Send(serializer, chain.Publish());
            chain.Analyse(analyst).ForEach(table => Send(serializer, table.Update));
            whole.Take(Sent(serializer, chain.Headline));
            Send(serializer, whole.Publish());
            analytics.Take(Sent(serializer, analyst.Result!));
            analytics.Publish().ForEach(table => Send(serializer, table.Update));
        }

        Save(serializer, chain, whole);
    }

    private static void Save(Serializer serializer, ChainWriter chain, ProductWriter whole)
    {
        var chainState = new ChainGrainState();
        chain.Save(chainState);
        Send(serializer, chainState);
        Send(serializer, chain.Snapshot());
        var state = new ProductGrainState();
        whole.Save(state);
        Send(serializer, state);
        Send(serializer, whole.Snapshot());
    }

    private static TickFrame[] Market(ProductSpec product, Expiry expiry, long time, int round)
    {
        Tick at = new() { Product = product.Id, UnixMicroseconds = time + round };
        double step = product.StrikeStep;
        double middle = Math.Round(Spot / step) * step;
        List<Tick> legs = [];
        for (int i = -StrikesEachSide; i <= StrikesEachSide; i++)
        {
            double strike = middle + (i * step);
            double extra = (200 * Math.Exp(-Math.Abs(i) / 8.0)) + round;
            legs.Add(Leg(at, expiry, strike, OptionRight.Call, Math.Max(Spot - strike, 0) + extra));
            legs.Add(Leg(at, expiry, strike, OptionRight.Put, Math.Max(strike - Spot, 0) + extra));
        }

        Tick spot = at with { Kind = TickKind.Underlying, Fields = TickFields.Last, Last = Spot };
        long sequence = 2 * round;
        return
        [
            new TickFrame(sequence - 1, Math.Max(0, sequence - 3), spot.Route, time, TickFrame.Encode([spot])),
            new TickFrame(sequence, sequence - 2, legs[0].Route, time, TickFrame.Encode([.. legs])),
        ];
    }

    private static Tick Leg(Tick at, Expiry expiry, double strike, OptionRight right, double price) => at with
    {
        Kind = TickKind.Leg,
        Expiry = expiry,
        Strike = strike,
        Right = right,
        Fields = TickFields.Quote | TickFields.OpenInterest,
        Bid = price - 0.5,
        Ask = price + 0.5,
        OpenInterest = 1_000,
    };

    /// <summary>As another silo would get it.</summary>
    private static T Sent<T>(Serializer serializer, T message) => serializer.Deserialize<T>(serializer.SerializeToArray(message))!;

    private static void Send<T>(Serializer serializer, T message) => Sent(serializer, message);
}
