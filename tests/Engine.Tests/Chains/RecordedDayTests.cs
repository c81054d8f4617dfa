using System.Globalization;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class RecordedDayTests(ITestOutputHelper output)
{
    private const string NseDay = "nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz";

    [Fact]
    public void Revalue_NseDay_CallAndPutAtTheMoneyHaveOneVolatility()
    {
        var gaps = new SortedDictionary<Expiry, List<double>>();
        var sources = new SortedDictionary<string, int>();
        foreach (ChainView view in Views(NseDay))
        {
            sources[$"{view.Expiry} {view.ForwardSource}"] = sources.GetValueOrDefault($"{view.Expiry} {view.ForwardSource}") + 1;
            LegView[] atm = [.. view.Legs.Where(leg => leg.Strike == view.AtmStrike)];
            if (view.State == ChainState.Live && atm.Length == 2 && atm.All(leg => leg.Status == VolatilityStatus.Ok))
            {
                if (!gaps.TryGetValue(view.Expiry, out List<double>? list))
                {
                    gaps[view.Expiry] = list = [];
                }

                list.Add(100 * Math.Abs(atm[0].ImpliedVolatility - atm[1].ImpliedVolatility));
            }
        }

        foreach ((Expiry expiry, List<double> list) in gaps)
        {
            list.Sort();
            double At(double share) => list[(int)(share * (list.Count - 1))];
            double within = list.Count(gap => gap < 0.1) / (double)list.Count;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{expiry}: {list.Count} minutes, gap in vol points p50 {At(0.5):F4}, p95 {At(0.95):F4}, max {list[^1]:F4}; below 0.1 in {within:P1}"));
        }

        foreach ((string source, int count) in sources)
        {
            output.WriteLine($"{source}: {count}");
        }

        gaps.Count.ShouldBe(4);
        foreach ((Expiry expiry, List<double> list) in gaps)
        {
            list[list.Count / 2].ShouldBeLessThan(0.1, expiry.ToString());
            list[(int)(0.9 * list.Count)].ShouldBeLessThan(0.1, expiry.ToString());
        }
    }

    private static IEnumerable<ChainView> Views(string file)
    {
        ProductCatalogue catalogue = ProductCatalogue.Load();
        var books = new Dictionary<TickRoute, ChainBook>();
        var skips = new SkipReport();
        foreach (RecordedBatch batch in RecordedMarket.Open(RecordedData.PathOf(file), catalogue).Read(skips))
        {
            foreach (TickRoute route in batch.Ticks.Select(tick => tick.Route).Where(route => route.IsChain).Distinct())
            {
                books.TryAdd(route, new ChainBook(catalogue.Find(route.Product)!, route.Expiry, ChainOptions.Default));
            }

            foreach (ChainBook book in books.Values)
            {
                book.Apply(batch.Ticks);
                yield return book.View();
            }
        }
    }
}
