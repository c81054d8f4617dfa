using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

/// <summary>
/// The Kite day carries a <c>Max_Pain</c> figure per strike, whose least strike is the max pain its collector published. The figure is not the plain payout: it is, in units of 10,000 and cut to a whole number,
/// what writers pay on legs in the money less the premium they keep on legs out of the money (a put at the settlement pays nothing and keeps nothing, a call at it keeps its premium).
/// From our chain's open interest and last prices it comes out the same at every strike of every snapshot; max pain by payout alone, which is what the platform shows, differs where the
/// premium kept tips the balance.
/// </summary>
public sealed class PublishedMaxPainTests(ITestOutputHelper output)
{
    private const string KiteDay = "kite-chain-5min-2026-02/index_OC_2026-02-03.csv.gz";
    private const double Unit = 10_000;

    [Fact]
    public void MaxPain_KiteDay_PublishedFiguresFollowFromTheChainAtEverySnapshot()
    {
        string path = RecordedData.PathOf(KiteDay);
        var published = Read(path);
        ProductCatalogue catalogue = ProductCatalogue.Load();
        var books = new Dictionary<TickRoute, ChainBook>();
        int compared = 0;
        var differing = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (RecordedBatch batch in RecordedMarket.Open(path, catalogue).Read(new SkipReport()))
        {
            foreach (TickRoute route in batch.Ticks.Select(tick => tick.Route).Where(route => route.IsChain).Distinct())
            {
                if (!books.TryGetValue(route, out ChainBook? book))
                {
                    books[route] = book = new ChainBook(catalogue.Find(route.Product)!, route.Expiry, ChainOptions.Default);
                }

                book.Apply(batch.Ticks);
                SortedDictionary<double, double> figures = published[(batch.Time, route)];
                ChainView view = book.View();
                view.Legs.Select(leg => leg.Strike).Distinct().ShouldBe(figures.Keys, $"{route} {batch.Time}");
                foreach ((double settlement, double figure) in figures)
                {
                    double ours = Math.Truncate(NetPayout(view, settlement) / Unit);
                    if (!(Math.Abs(ours - figure) <= 1))
                    {
                        Assert.Fail($"{route} {batch.Time} at {settlement}: {ours} from the chain, {figure} published");
                    }
                }

                double theirs = figures.MinBy(figure => figure.Value).Key;
                figures.Keys.MinBy(settlement => NetPayout(view, settlement)).ShouldBe(theirs, $"{route} {batch.Time}");
                view.MaxPain.ShouldBe(figures.Keys.MinBy(settlement => Payout(view, settlement)), $"{route} {batch.Time}");
                compared++;
                if (view.MaxPain != theirs)
                {
                    string what = string.Create(CultureInfo.InvariantCulture, $"{route} by payout {view.MaxPain}, published net of premium {theirs}");
                    differing.TryAdd(what, []);
                    differing[what].Add(batch.Time.ToOffset(TimeSpan.FromHours(5.5)).ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                }
            }
        }

        output.WriteLine($"{compared} snapshots compared: published figures follow at all; max pain by payout differs from them at {differing.Values.Sum(times => times.Count)}");
        foreach ((string what, List<string> times) in differing)
        {
            output.WriteLine($"{what}: {times.Count} snapshots, {times[0]} to {times[^1]}");
        }

        compared.ShouldBe(324);
    }

    private static double Payout(ChainView view, double settlement)
    {
        double sum = 0;
        foreach (LegView leg in view.Legs)
        {
            sum += leg.OpenInterest * Math.Max(0, Intrinsic(leg, settlement));
        }

        return sum;
    }

    private static double NetPayout(ChainView view, double settlement)
    {
        double sum = 0;
        foreach (LegView leg in view.Legs)
        {
            double intrinsic = Intrinsic(leg, settlement);
            bool pays = leg.Right == OptionRight.Call ? intrinsic > 0 : intrinsic >= 0;
            sum += leg.OpenInterest * (pays ? intrinsic : double.IsNaN(leg.Last) ? 0 : -leg.Last);
        }

        return sum;
    }

    private static double Intrinsic(LegView leg, double settlement) => leg.Right == OptionRight.Call ? settlement - leg.Strike : leg.Strike - settlement;

    private static Dictionary<(DateTimeOffset Time, TickRoute Route), SortedDictionary<double, double>> Read(string path)
    {
        var published = new Dictionary<(DateTimeOffset, TickRoute), SortedDictionary<double, double>>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] names = reader.ReadLine()!.Split(',');
        int Column(string name) => Array.IndexOf(names, name);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            DateTimeOffset time = DateTimeOffset.ParseExact(fields[Column("timestamp")] + " +05:30", "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
            var key = (time, new TickRoute(fields[Column("Symbol")], Expiry.Parse(fields[Column("Expiry")])));
            if (!published.TryGetValue(key, out SortedDictionary<double, double>? figures))
            {
                published[key] = figures = [];
            }

            figures.Add(double.Parse(fields[Column("Strike")], CultureInfo.InvariantCulture), double.Parse(fields[Column("Max_Pain")], CultureInfo.InvariantCulture));
        }

        return published;
    }
}
