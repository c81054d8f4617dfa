using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Parity;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Tests.Surfaces;

/// <summary>One expiry of a recorded book: its quotes by strike, call before put, in the currency of the strike, and the forward and discount factor of its pairs.</summary>
internal sealed record QuotedBook(string Name, double TimeToExpiryYears, double Forward, double DiscountFactor, double TickSize, SmileQuote[] Quotes)
{
    /// <summary>A whole SPX book of optionchainanalytics: a row per option, mid, sizes, time to expiry in years.</summary>
    public static List<QuotedBook> Spx(string path) => Books(
        Rows(path, 0),
        row => $"{row["expiry"]} {row["root"]}",
        row => Number(row["ttm"]),
        row => [new(Number(row["strike"]), row["optiontype"] == "C" ? OptionRight.Call : OptionRight.Put, Price(row["bid_price"]), Price(row["ask_price"]), double.NaN, 0)]);

    /// <summary>A download of Cboe's quote dashboard: a row per strike, columns of the put after those of the call.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asOf">When it was current, New York.</param>
    public static List<QuotedBook> Cboe(string path, DateTime asOf) => Books(
        Rows(path, Lines(path).TakeWhile(line => !line.StartsWith("Expiration", StringComparison.Ordinal)).Count()),
        row => $"{DateTime.Parse(row["Expiration Date"][4..], CultureInfo.InvariantCulture):yyyy-MM-dd} {row["Calls"][..^15]}",
        row => (DateTime.Parse(row["Expiration Date"][4..], CultureInfo.InvariantCulture).AddHours(row["Calls"].StartsWith("SPX2", StringComparison.Ordinal) ? 9.5 : 16) - asOf).TotalDays / 365,
        row =>
        [
            new(Number(row["Strike"]), OptionRight.Call, Price(row["Bid"]), Price(row["Ask"]), double.NaN, 0),
            new(Number(row["Strike"]), OptionRight.Put, Price(row["Bid 2"]), Price(row["Ask 2"]), double.NaN, 0),
        ]);

    /// <summary>A day's snapshot of Deribit's books, premiums in coin: times the exchange's forward they are plain.</summary>
    public static List<QuotedBook> Deribit(string path, string coin)
    {
        var books = new List<QuotedBook>();
        foreach (var expiry in Rows(path, 0).Where(row => row["underlying"] == coin && row["exchange"] == "deribit").GroupBy(row => row["expiry"]).OrderBy(group => group.Key))
        {
            double[] forwards = [.. expiry.Select(row => Number(row["underlying_price"])).Order()];
            double forward = forwards[forwards.Length / 2];
            DateTime end = DateTime.Parse(expiry.Key, CultureInfo.InvariantCulture).AddHours(8);
            double years = (end - DateTime.Parse(expiry.First()["snapshot_utc"], CultureInfo.InvariantCulture)).TotalDays / 365;
            SmileQuote[] quotes =
            [
                .. expiry.Select(row => new SmileQuote(
                    Number(row["strike"]), row["type"] == "call" ? OptionRight.Call : OptionRight.Put, forward * Price(row["bid"]), forward * Price(row["ask"]), double.NaN, 0))
                    .OrderBy(quote => quote.Strike).ThenBy(quote => quote.Right),
            ];
            books.Add(new QuotedBook($"{coin} {expiry.Key}", years, forward, 1, 0.0001 * forward, quotes));
        }

        return books;
    }

    private static List<QuotedBook> Books(
        IEnumerable<Dictionary<string, string>> rows, Func<Dictionary<string, string>, string> name, Func<Dictionary<string, string>, double> years, Func<Dictionary<string, string>, SmileQuote[]> quotes)
    {
        var books = new List<QuotedBook>();
        foreach (var expiry in rows.GroupBy(name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            double time = years(expiry.First());
            SmileQuote[] all = [.. expiry.SelectMany(quotes).Where(quote => quote.Strike > 0).OrderBy(quote => quote.Strike).ThenBy(quote => quote.Right)];
            ParityResult parity = Parity(all, time);
            if (parity.IsOk)
            {
                books.Add(new QuotedBook(expiry.Key, time, parity.Forward, parity.DiscountFactor, 0.05, all));
            }
        }

        return [.. books.OrderBy(book => book.TimeToExpiryYears)];
    }

    private static ParityResult Parity(SmileQuote[] quotes, double years)
    {
        var pairs = quotes.GroupBy(quote => quote.Strike).Where(pair => pair.Count() == 2).Select(pair => pair.ToArray()).Where(pair => pair.All(quote => quote.Bid > 0 && quote.Ask > 0)).ToArray();
        return years <= 0 || pairs.Length < 5
            ? default(ParityResult) with { Status = ParityStatus.NoPairs }
            : ParityFit.Fit(
                [.. pairs.Select(pair => pair[0].Strike)], [.. pairs.Select(pair => (pair[0].Bid + pair[0].Ask) / 2)], [.. pairs.Select(pair => (pair[1].Bid + pair[1].Ask) / 2)],
                [.. pairs.Select(pair => 1 / (0.01 + Math.Pow(pair[0].Ask - pair[0].Bid, 2) + Math.Pow(pair[1].Ask - pair[1].Bid, 2)))], years, 0.05, ParityOptions.Default);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string path, int preamble)
    {
        string[]? names = null;
        foreach (string line in Lines(path).Skip(preamble))
        {
            string[] fields = line.Split(',');
            if (names is null)
            {
                names = new string[fields.Length];
                for (int i = 0; i < fields.Length; i++)
                {
                    names[i] = Array.IndexOf(fields, fields[i]) < i ? fields[i] + " 2" : fields[i];
                }
            }
            else if (fields.Length >= names.Length)
            {
                var row = new Dictionary<string, string>();
                for (int i = 0; i < names.Length; i++)
                {
                    row[names[i]] = fields[i];
                }

                yield return row;
            }
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Price(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double price) && price > 0 ? price : double.NaN;
}
