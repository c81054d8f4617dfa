using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class ChainBookAllocationTests
{
    private const int Chains = 8;
    private const int TicksPerCadence = 5_000;

    /// <summary>Eight chains of 250 legs, 50,000 leg ticks a second of market time, revalued and published every 100 ms.</summary>
    [Fact]
    public void ApplyRevaluePublish_SteadyState_AllocatesNothing()
    {
        var books = new ChainBook[Chains];
        var tables = new LiveTable[Chains];
        for (int i = 0; i < Chains; i++)
        {
            books[i] = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
            books[i].Apply(SyntheticChain.Quotes(1, 21_150, 27_350));
            tables[i] = new LiveTable(ChainSchema.Table, 1);
            books[i].Publish(tables[i]);
            tables[i].Commit();
        }

        books[0].LegCount.ShouldBe(250);
        Tick[] ticks = LegTicks();
        Tick[] spot = [SyntheticChain.Underlying(SyntheticChain.Start)];
        int from = 0;
        Allocations.OfRounds(() =>
        {
            Run(books, tables, ticks, spot, cadences: 100, from);
            from += 100;
        }).ShouldBe(0);
    }

    private static void Run(ChainBook[] books, LiveTable[] tables, Tick[] ticks, Tick[] spot, int cadences, int from)
    {
        for (int cadence = from; cadence < from + cadences; cadence++)
        {
            double move = cadence % 2 == 0 ? 0.05 : -0.05;
            long time = SyntheticChain.Start + (cadence * 100_000L);
            for (int i = 0; i < ticks.Length; i++)
            {
                ticks[i] = ticks[i] with { UnixMicroseconds = time + i, Bid = ticks[i].Bid + move, Ask = ticks[i].Ask + move, Volume = ticks[i].Volume + 65 };
            }

            spot[0] = spot[0] with { UnixMicroseconds = time, Last = spot[0].Last + move };
            int share = ticks.Length / Chains;
            for (int i = 0; i < Chains; i++)
            {
                books[i].Apply(spot);
                // As they come from ingress: a few milliseconds' worth at a time.
                for (int at = 0; at < share; at += 25)
                {
                    books[i].Apply(ticks.AsSpan((i * share) + at, 25));
                }

                books[i].Publish(tables[i]);
            }
        }
    }

    private static Tick[] LegTicks()
    {
        var random = new Random(7);
        var ticks = new Tick[TicksPerCadence];
        for (int i = 0; i < ticks.Length; i++)
        {
            double strike = 21_150 + (50 * random.Next(125));
            var right = (OptionRight)random.Next(2);
            ticks[i] = SyntheticChain.Quote(SyntheticChain.Start, strike, right, SyntheticChain.Price(strike, right, SyntheticChain.Start) + 1, 0.5) with
            {
                Fields = TickFields.All, Last = 100, Volume = 65 * random.Next(10_000), OpenInterest = 65 * random.Next(10_000), OpenInterestChange = 65,
            };
        }

        return ticks;
    }
}
