using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.Analytics.VolatilityIndex;

namespace TradingAnalytics.Analytics.Tests.VolatilityIndex;

/// <summary>
/// The VIX from recorded SPX chains against Cboe's published close: the two Fridays around 30 days, counted in minutes from 16:15 New York to 16:00 of a weekly (SPXW) or 9:30 of the
/// standard third-Friday series (SPX, settled on the opening) where the source has it: that of May 2024 does not name it. Rates are the one-month Treasury bill's of the day to a tenth of a percent, which move the index by less than 0.01.
/// </summary>
public class CboeRecordedDayTests(ITestOutputHelper output)
{
    private const string Dashboard = "us-cboe-quotedata/";

    [Theory]
    [InlineData(Dashboard + "SPX_2022-02-04_downloaded_2022-02-05T2009ET.csv.gz", "2022-02-04", 0.000)]
    [InlineData(Dashboard + "SPX_2023-09-14T1631ET.csv.gz", "2023-09-14", 0.054)]
    [InlineData(Dashboard + "SPX_2024-01-05_downloaded_2024-01-07.csv.gz", "2024-01-05", 0.054)]
    [InlineData("us-spx-spy-optionchainanalytics/SPX_20240524160000.csv.gz", "2024-05-24", 0.054)]
    public void AtTerm_RecordedSpxChain_IsThePublishedCloseWithinATenth(string file, string day, double rate)
    {
        double close = Close(day);
        DateTime now = Date(day).AddHours(16.25);
        var series = file.StartsWith(Dashboard, StringComparison.Ordinal) ? ReadDashboard(file) : ReadQuotes(file);
        bool IsIndexSeries((string Root, DateTime Expiry) one) =>
            one.Expiry.DayOfWeek == DayOfWeek.Friday && (one.Root == "SPX" || !series.ContainsKey(("SPX", one.Expiry)));
        var near = series.Keys.Where(one => IsIndexSeries(one) && Settlement(one) <= now.AddDays(30)).MaxBy(Settlement);
        var next = series.Keys.Where(one => IsIndexSeries(one) && Settlement(one) > now.AddDays(30)).MinBy(Settlement);

        double nearMinutes = (Settlement(near) - now).TotalMinutes;
        double nextMinutes = (Settlement(next) - now).TotalMinutes;
        var nearTerm = Variance(series[near], nearMinutes, rate);
        var nextTerm = Variance(series[next], nextMinutes, rate);
        double index = IndexInterpolation.AtTerm(nearTerm.Variance, nearMinutes, nextTerm.Variance, nextMinutes)!.Value;

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{day}: {index:F2}, published {close:F2}; {near.Root} {near.Expiry:yyyy-MM-dd} {nearTerm.Options} strikes {nearTerm.Variance:F7}, {next.Root} {next.Expiry:yyyy-MM-dd} {nextTerm.Options} strikes {nextTerm.Variance:F7}"));
        index.ShouldBe(close, 0.1);
    }

    private static DateTime Settlement((string Root, DateTime Expiry) series) => series.Expiry.AddHours(series.Root == "SPX" ? 9.5 : 16);

    private static TermVariance Variance(SortedDictionary<double, double[]> strikes, double minutes, double rate)
    {
        double[] Column(int i) => [.. strikes.Values.Select(quote => quote[i])];
        return CboeVariance.Of([.. strikes.Keys], Column(0), Column(1), Column(2), Column(3), minutes / IndexInterpolation.MinutesPerYear, rate);
    }

    /// <summary>Per series and strike: call bid, call ask, put bid, put ask.</summary>
    private static Dictionary<(string Root, DateTime Expiry), SortedDictionary<double, double[]>> ReadDashboard(string file)
    {
        var series = new Dictionary<(string, DateTime), SortedDictionary<double, double[]>>();
        foreach (string line in Lines(file).SkipWhile(line => !line.StartsWith("Expiration Date", StringComparison.Ordinal)).Skip(1))
        {
            string[] fields = line.Split(',');
            var expiry = DateTime.ParseExact(fields[0], "ddd MMM dd yyyy", CultureInfo.InvariantCulture);
            string root = fields[1].StartsWith("SPXW", StringComparison.Ordinal) ? "SPXW" : "SPX";
            Strikes(series, root, expiry)[Number(fields[11])] = [Number(fields[4]), Number(fields[5]), Number(fields[15]), Number(fields[16])];
        }

        return series;
    }

    private static Dictionary<(string Root, DateTime Expiry), SortedDictionary<double, double[]>> ReadQuotes(string file)
    {
        var series = new Dictionary<(string, DateTime), SortedDictionary<double, double[]>>();
        string[] names = Lines(file).First().Split(',');
        foreach (string line in Lines(file).Skip(1))
        {
            string[] fields = line.Split(',');
            string Field(string name) => fields[Array.IndexOf(names, name)];
            var strikes = Strikes(series, Field("root"), Date(Field("expiry")));
            double strike = Number(Field("strike"));
            if (!strikes.TryGetValue(strike, out double[]? quote))
            {
                strikes[strike] = quote = new double[4];
            }

            int at = Field("optiontype") == "C" ? 0 : 2;
            quote[at] = Number(Field("bid_price"));
            quote[at + 1] = Number(Field("ask_price"));
        }

        return series;
    }

    private static SortedDictionary<double, double[]> Strikes(
        Dictionary<(string, DateTime), SortedDictionary<double, double[]>> series, string root, DateTime expiry)
    {
        if (!series.TryGetValue((root, expiry), out var strikes))
        {
            series[(root, expiry)] = strikes = [];
        }

        return strikes;
    }

    private static double Close(string day) => Number(Lines("index-history/cboe_vix_daily_1990-2026.csv.gz").Single(line => line.StartsWith(day, StringComparison.Ordinal)).Split(',')[4]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string file)
    {
        string path = RecordedData.PathOf(file);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
