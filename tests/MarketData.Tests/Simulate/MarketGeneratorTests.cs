using System.IO.Hashing;
using System.Runtime.InteropServices;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using static TradingAnalytics.MarketData.Tests.Simulate.SimulatedProducts;

namespace TradingAnalytics.MarketData.Tests.Simulate;

public class MarketGeneratorTests
{
    [Fact]
    public void Next_SameSeedAndStart_SameFirst100000Ticks()
    {
        var options = new SimulationOptions { Seed = 42, TicksPerSecond = 20_000, Scenario = SimulationScenario.Crash, Crash = new CrashScript { Calm = TimeSpan.FromSeconds(1) } };

        Hash(options, 100_000).ShouldBe(Hash(options, 100_000));
        Hash(options with { Seed = 43 }, 100_000).ShouldNotBe(Hash(options, 100_000));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(777)]
    [InlineData(5_000)]
    [InlineData(333_333)]
    public void Next_AnyRate_AveragesExactly(int rate)
    {
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = rate });

        int seconds = rate < 10_000 ? 5 : 1;
        int count = generator.StepsUntil(Start.AddSeconds(seconds)).Sum(step => step.Length);

        count.ShouldBeInRange((seconds * rate) - 1, (seconds * rate) + 1);
    }

    [Fact]
    public void Next_SpotGiven_BeginsThere()
    {
        MarketGenerator generator = Generator(new SimulationOptions { SpotOf = product => product == Nifty.Id ? 12_345 : null });

        Tick first = generator.StepsUntil(Start.AddSeconds(2)).SelectMany(step => step).First(tick => tick.Product == Nifty.Id && tick.Kind == TickKind.Underlying);

        first.Last.ShouldBe(12_345, tolerance: 10);
    }

    [Fact]
    public void Next_ThroughACrash_EveryTickKeepsTheRules()
    {
        MarketGenerator generator = Generator(Stressed(500));
        var seen = new Dictionary<(ProductId, Expiry, TickKind, double, OptionRight), Tick>();
        var ids = new HashSet<ulong>();
        long last = 0;
        foreach (Tick tick in generator.StepsUntil(Start.AddSeconds(60)).SelectMany(step => step))
        {
            ProductSpec product = Catalogue.Find(tick.Product)!;
            double lot = product.LotSizeOf(tick.Expiry);
            Require(ids.Add(tick.Id), tick);
            Require(tick.UnixMicroseconds >= last, tick);
            last = tick.UnixMicroseconds;
            Require(IsPrice(tick.Last) && IsPrice(tick.Bid) && IsPrice(tick.Ask), tick);
            Require(tick.Kind == TickKind.Underlying ? tick.Last > 0 : tick.Ask > tick.Bid, tick);
            Require(tick.Kind != TickKind.Leg || product.IsOnGrid(tick.Strike), tick);
            Require(tick.Volume % lot == 0 && tick.OpenInterest % lot == 0 && tick.OpenInterestChange % lot == 0 && tick.OpenInterest >= 0, tick);
            if (tick.Has(TickFields.Volume))
            {
                Require(tick.Volume == 0 || tick.Last > 0, tick);
                var key = (tick.Product, tick.Expiry, tick.Kind, tick.Strike, tick.Right);
                if (seen.TryGetValue(key, out Tick before))
                {
                    Require(tick.Volume >= before.Volume, tick);
                    Require(tick.OpenInterest - tick.OpenInterestChange == before.OpenInterest - before.OpenInterestChange, tick);
                }

                seen[key] = tick;
            }
        }

        seen.Values.Count(tick => tick.Kind == TickKind.Future).ShouldBe(6);
        seen.Values.Count(tick => tick.Kind == TickKind.Leg).ShouldBeGreaterThan(2_000);
        seen.Values.ShouldContain(tick => tick.OpenInterestChange < 0 || tick.OpenInterestChange > 0);
    }

    [Fact]
    public void Next_CallAndPutOfAStrike_KeepParityWithinTheirSpreads()
    {
        MarketGenerator generator = Generator(Stressed(500));
        int pairs = 0;
        foreach (Tick[] step in generator.StepsUntil(Start.AddSeconds(60)))
        {
            foreach (IGrouping<(ProductId Product, Expiry Expiry, double Strike), Tick> strike in step.Where(tick => tick.Kind == TickKind.Leg).GroupBy(tick => (tick.Product, tick.Expiry, tick.Strike)))
            {
                Tick call = strike.LastOrDefault(tick => tick.Right == OptionRight.Call);
                Tick put = strike.LastOrDefault(tick => tick.Right == OptionRight.Put);
                if (call.Id == 0 || put.Id == 0)
                {
                    continue;
                }

                pairs++;
                SimulatedChain chain = generator.Products.Single(product => product.Id == strike.Key.Product).Chains.Single(candidate => candidate.Expiry == strike.Key.Expiry);
                double parity = chain.DiscountFactor * (chain.Forward - strike.Key.Strike);
                Require(call.Ask - put.Bid >= parity - 1e-6, call);
                Require(call.Bid - put.Ask <= parity + 1e-6, put);
            }
        }

        pairs.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void Next_Crash_GoesThroughFortyVolatilityAndTenTimesTheTicksAndBack()
    {
        MarketGenerator generator = Generator(new SimulationOptions { Seed = 7, TicksPerSecond = 200, Scenario = SimulationScenario.Crash });
        SimulatedProduct nifty = generator.Products[0];
        double calmSpot = nifty.Model.Spot;
        double calmVolatility = nifty.Chains[0].Volatility;
        (double lowest, double highestVolatility, int mostTicks) = (double.MaxValue, 0, 0);
        var perSecond = new Dictionary<int, int>();
        foreach (Tick[] step in generator.StepsUntil(Start + new CrashScript().Total + TimeSpan.FromSeconds(10)))
        {
            int second = (int)(generator.Time - generator.StepLength - Start).TotalSeconds;
            perSecond[second] = perSecond.GetValueOrDefault(second) + step.Length;
            mostTicks = Math.Max(mostTicks, perSecond[second]);
            lowest = Math.Min(lowest, nifty.Model.Spot);
            highestVolatility = Math.Max(highestVolatility, nifty.Chains.Where(chain => chain.Expiry.DayNumber <= Expiry.On(2026, 9, 29).DayNumber).Min(chain => chain.Volatility));
        }

        calmVolatility.ShouldBeInRange(0.08, 0.18);
        perSecond[30].ShouldBeInRange(199, 201);
        (1 - (lowest / calmSpot)).ShouldBeInRange(0.08, 0.12);
        highestVolatility.ShouldBeGreaterThan(0.40);
        mostTicks.ShouldBeInRange(1_999, 2_001);
        generator.RateFactor.ShouldBe(1);
        nifty.Chains[0].Volatility.ShouldBeLessThan(0.2);
        nifty.Model.Spot.ShouldBeGreaterThan(lowest);
    }

    [Fact]
    public void Next_ThroughACrash_SurfacesAreFreeOfArbitrage()
    {
        MarketGenerator generator = Generator(Stressed(100));
        int surfaces = 0;
        foreach (Tick[] _ in generator.StepsUntil(Start.AddSeconds(60)).Where((_, i) => i % 50 == 0))
        {
            foreach (SimulatedProduct product in generator.Products)
            {
                surfaces++;
                for (double k = -0.3; k <= 0.3; k += 0.01)
                {
                    double near = 0;
                    foreach (SimulatedChain chain in product.Chains)
                    {
                        SsviSliceTests.Density(chain.Smile, k).ShouldBeGreaterThanOrEqualTo(0);
                        double total = chain.Smile.TotalVariance(k);
                        total.ShouldBeGreaterThan(near);
                        near = total;
                    }
                }
            }
        }

        surfaces.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Next_CutOffPasses_ChainStopsAndTheNextIsListed()
    {
        DateTimeOffset start = Nifty.CutOff(Expiry.On(2026, 8, 18)).AddSeconds(-5);
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = 2_000 }, start);

        ILookup<bool, Expiry> expiries = generator.StepsUntil(start.AddSeconds(10)).SelectMany(step => step)
            .Where(tick => tick.Kind == TickKind.Leg && tick.Product == Nifty.Id)
            .ToLookup(tick => tick.Time < start.AddSeconds(5), tick => tick.Expiry);

        Expiry[] before = [Expiry.On(2026, 8, 18), Expiry.On(2026, 8, 25), Expiry.On(2026, 9, 1), Expiry.On(2026, 9, 8), Expiry.On(2026, 9, 15), Expiry.On(2026, 9, 29), Expiry.On(2026, 10, 27)];
        expiries[true].Distinct().Order().ShouldBe(before);
        expiries[false].Distinct().Order().ShouldBe([.. before.Skip(1).Append(Expiry.On(2026, 9, 22)).Order()]);
    }

    [Fact]
    public void Next_Midnight_VolumeAndOpenInterestChangeStartAgain()
    {
        DateTimeOffset midnight = new(2026, 8, 17, 18, 30, 0, TimeSpan.Zero);
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = 5_000 }, midnight.AddSeconds(-10));

        Tick[] ticks = [.. generator.StepsUntil(midnight.AddSeconds(10)).SelectMany(step => step).Where(tick => tick.Kind == TickKind.Leg && tick.Has(TickFields.Volume))];

        Volume(ticks.Where(tick => tick.Time < midnight)).ShouldBeGreaterThan(100 * Volume(ticks.Where(tick => tick.Time >= midnight)));
    }

    [Fact]
    public void Next_Day_FarStrikesGrowStaleAndSomeHaveNoBid()
    {
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = 5_000, Products = [Nifty.Id] });

        Tick[] front = [.. generator.StepsUntil(Start.AddSeconds(60)).SelectMany(step => step).Where(tick => tick.Kind == TickKind.Leg && tick.Expiry == Expiry.On(2026, 8, 18))];

        int[] perStrike = [.. front.GroupBy(tick => tick.Strike).Select(strike => strike.Count()).Order()];
        perStrike[^1].ShouldBeGreaterThan(20 * perStrike[0]);
        front.ShouldContain(tick => tick.Bid == 0 && tick.Ask > 0);
    }

    [Fact]
    public void Next_WarmedUp_AllocatesNothing()
    {
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = 100_000 });
        var buffer = new Tick[generator.MaxTicksPerStep];
        Allocations.OfRounds(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                generator.Next(buffer);
            }
        }).ShouldBe(0);
    }

    [Fact]
    public void Construct_UnknownProductOrRate_SaysWhatIsWrong()
    {
        Should.Throw<ArgumentException>(() => Generator(new SimulationOptions { Products = ["NOSUCH"] })).Message.ShouldContain("NOSUCH");
        Should.Throw<ArgumentException>(() => Generator(new SimulationOptions { TicksPerSecond = 5 })).Message.ShouldContain("10 to 1000000");
    }

    private static double Volume(IEnumerable<Tick> ticks) => ticks.Sum(tick => tick.Volume);

    /// <summary>A whole crash in a minute.</summary>
    private static SimulationOptions Stressed(int rate) => new()
    {
        Seed = 3,
        TicksPerSecond = rate,
        Scenario = SimulationScenario.Crash,
        Crash = new CrashScript { Calm = TimeSpan.FromSeconds(5), Fall = TimeSpan.FromSeconds(20), Panic = TimeSpan.FromSeconds(5), Recovery = TimeSpan.FromSeconds(20) },
    };

    /// <summary>As an assertion library would, without building a message for each of a million ticks.</summary>
    private static void Require(bool holds, in Tick tick)
    {
        if (!holds)
        {
            Assert.Fail(tick.ToString());
        }
    }

    private static bool IsPrice(double price) => double.IsFinite(price) && price >= 0 && price == Math.Round(price * 20) / 20;

    private static ulong Hash(SimulationOptions options, int ticks)
    {
        MarketGenerator generator = Generator(options);
        Tick[] first = [.. generator.StepsUntil(DateTimeOffset.MaxValue).SelectMany(step => step).Take(ticks)];
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(first.AsSpan()));
    }
}
