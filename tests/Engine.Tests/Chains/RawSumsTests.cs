using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

/// <summary>Sums, ratios and max pain of the NSE day against a second, naive reading of the same file at every minute.</summary>
public sealed class RawSumsTests
{
    private const string NseDay = "nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz";

    [Fact]
    public void Totals_NseDay_AreTheRawSumsAtEveryMinute()
    {
        string path = RecordedData.PathOf(NseDay);
        ProductCatalogue catalogue = ProductCatalogue.Load();
        ProductSpec nifty = catalogue.Find("NIFTY")!;
        var books = new Dictionary<Expiry, ChainBook>();
        var legs = new Dictionary<(Expiry Expiry, double Strike, OptionRight Right), (double Oi, double Volume, double OiChange)>();
        using IEnumerator<(DateTimeOffset Time, List<string[]> Rows)> minutes = Minutes(path).GetEnumerator();
        int compared = 0;
        foreach (RecordedBatch batch in RecordedMarket.Open(path, catalogue).Read(new SkipReport()))
        {
            minutes.MoveNext().ShouldBeTrue();
            minutes.Current.Time.ShouldBe(batch.Time);
            foreach (string[] row in minutes.Current.Rows)
            {
                Expiry expiry = Expiry.On(DateOnly.ParseExact(row[2], "d-MMM-yyyy", CultureInfo.InvariantCulture));
                double lot = nifty.LotSizeOf(expiry);
                legs[(expiry, Number(row[3]), row[4] == "CE" ? OptionRight.Call : OptionRight.Put)] = (lot * Number(row[12]), lot * Number(row[11]), lot * Number(row[13]));
                books.TryAdd(expiry, new ChainBook(nifty, expiry, ChainOptions.Default));
            }

            foreach (ChainBook book in books.Values)
            {
                book.Apply(batch.Ticks);
                ChainView view = book.View();
                var mine = legs.Where(leg => leg.Key.Expiry == book.Expiry).ToArray();
                double Sum(OptionRight right, Func<(double Oi, double Volume, double OiChange), double> of) => mine.Where(leg => leg.Key.Right == right).Sum(leg => of(leg.Value));
                string where = $"{book.Expiry} at {batch.Time:HH:mm}";
                view.Totals.ShouldBe(
                    new ChainTotals(
                        Sum(OptionRight.Call, leg => leg.Oi), Sum(OptionRight.Put, leg => leg.Oi), Sum(OptionRight.Call, leg => leg.Volume),
                        Sum(OptionRight.Put, leg => leg.Volume), Sum(OptionRight.Call, leg => leg.OiChange), Sum(OptionRight.Put, leg => leg.OiChange)),
                    where);
                view.PcrOi.ShouldBe(view.Totals.PutOi / view.Totals.CallOi, where);
                view.MaxPain.ShouldBe(MaxPain(mine.Select(leg => (leg.Key.Strike, leg.Key.Right, leg.Value.Oi))), where);
                compared++;
            }
        }

        compared.ShouldBe(4 * 288);
    }

    private static double MaxPain(IEnumerable<(double Strike, OptionRight Right, double Oi)> legs)
    {
        (double Strike, OptionRight Right, double Oi)[] all = [.. legs];
        double least = double.PositiveInfinity;
        double at = double.NaN;
        foreach (double settlement in all.Select(leg => leg.Strike).Distinct().Order())
        {
            double payout = 0;
            foreach ((double strike, OptionRight right, double oi) in all)
            {
                payout += oi * Math.Max(0, right == OptionRight.Call ? settlement - strike : strike - settlement);
            }

            if (payout < least)
            {
                (least, at) = (payout, settlement);
            }
        }

        return at;
    }

    private static IEnumerable<(DateTimeOffset Time, List<string[]> Rows)> Minutes(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            string[] row = line.Split(',');
            if (rows.Count > 0 && rows[0][0] != row[0])
            {
                yield return (TimeOf(rows[0][0]), rows);
                rows = [];
            }

            rows.Add(row);
        }

        yield return (TimeOf(rows[0][0]), rows);
    }

    private static DateTimeOffset TimeOf(string stamp) => DateTimeOffset.ParseExact(stamp + " +05:30", "yyyyMMddHHmm zzz", CultureInfo.InvariantCulture);

    private static double Number(string text) => text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture);
}
