using System.Text;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// One file of the "Download (.csv)" button of NSE's option-chain page: calls left of the strike, puts right of it under the same names, numbers in Indian digit groups
/// (<c>"6,96,085"</c>), a dash where the page has 0 or nothing. OI, its change and volume are in contracts and become units. There is no spot.
/// </summary>
/// <param name="path">Plain or gzip.</param>
/// <param name="product">Whose chain it is; the file does not say.</param>
/// <param name="expiry">Which expiry; the file does not say.</param>
/// <param name="time">When it was downloaded; the file does not say.</param>
public sealed class NseWebCsvMarket(string path, ProductSpec product, Expiry expiry, DateTimeOffset time) : IRecordedMarket
{
    internal const string FormatName = "nse-web-csv";

    public string Format => FormatName;

    /// <exception cref="UnknownRecordingException">The file is of another layout.</exception>
    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        var snapshot = new SnapshotBuilder();
        snapshot.Begin(time.ToUniversalTime());
        ReadInto(snapshot, skips);
        if (!snapshot.IsEmpty)
        {
            yield return snapshot.Build();
        }
    }

    internal static bool IsHeading(ReadOnlySpan<byte> line)
    {
        var row = new CsvRow();
        row.Split(line);
        return row.Find(line, "CALLS") == 0 && row.Find(line, "PUTS") > 0;
    }

    private void ReadInto(SnapshotBuilder snapshot, SkipReport skips)
    {
        var source = new RecordedSource(path);
        using var lines = new Utf8Lines(source.OpenRead());
        var row = new CsvRow();
        if (!lines.MoveNext() || !IsHeading(lines.Current) || !lines.MoveNext())
        {
            throw new UnknownRecordingException(path, UnknownRecordingException.Describe(source));
        }

        row.Split(lines.Current);
        int strikeColumn = row.Find(lines.Current, "STRIKE");
        Columns call = Columns.Find(row, lines.Current, 0);
        Columns put = Columns.Find(row, lines.Current, strikeColumn + 1);
        if (strikeColumn < 0 || !call.AreBefore(strikeColumn) || !put.AreBefore(row.Count))
        {
            throw new UnknownRecordingException(path, "its second line has not the columns STRIKE and, on both sides of it, OI, CHNG IN OI, VOLUME, LTP, BID, ASK");
        }

        int fields = row.Count;
        int lot = product.LotSizeOf(expiry, product.DateOf(time));
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            row.Split(lines.Current);
            if (row.Count != fields || !Utf8Text.TryParseNumber(row.Field(lines.Current, strikeColumn), out double strike) || strike <= 0
                || !TryLeg(row, lines.Current, call, OptionRight.Call, strike, lot, out Tick callLeg) || !TryLeg(row, lines.Current, put, OptionRight.Put, strike, lot, out Tick putLeg))
            {
                skips.Add("row has a field that is no number, or another number of fields than the header", $"{source.Name}:{lines.Number}: {Encoding.UTF8.GetString(lines.Current)}");
                continue;
            }

            snapshot.AddLeg(callLeg);
            snapshot.AddLeg(putLeg);
        }
    }

    private bool TryLeg(CsvRow row, ReadOnlySpan<byte> line, Columns columns, OptionRight right, double strike, int lot, out Tick leg)
    {
        bool ok = TryNumber(row.Field(line, columns.Last), out double last) & TryNumber(row.Field(line, columns.Bid), out double bid)
            & TryNumber(row.Field(line, columns.Ask), out double ask) & TryNumber(row.Field(line, columns.Volume), out double volume)
            & TryNumber(row.Field(line, columns.OpenInterest), out double openInterest) & TryNumber(row.Field(line, columns.Change), out double change);
        leg = new Tick
        {
            Product = product.Id,
            Expiry = expiry,
            Strike = strike,
            Right = right,
            Fields = TickFields.All,
            Last = last,
            Bid = bid,
            Ask = ask,
            Volume = volume * lot,
            OpenInterest = openInterest * lot,
            OpenInterestChange = change * lot,
        };
        return ok;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        return Utf8Text.IsMissing(text) || Utf8Text.TryParseNumber(text, out number);
    }

    /// <summary>Where one side's fields stand.</summary>
    private readonly record struct Columns(int Last, int Bid, int Ask, int Volume, int OpenInterest, int Change)
    {
        public static Columns Find(CsvRow row, ReadOnlySpan<byte> header, int from) => new(
            row.Find(header, "LTP", from), row.Find(header, "BID", from), row.Find(header, "ASK", from), row.Find(header, "VOLUME", from),
            row.Find(header, "OI", from), row.Find(header, "CHNG IN OI", from));

        public bool AreBefore(int end) => Math.Min(Math.Min(Math.Min(Last, Bid), Math.Min(Ask, Volume)), Math.Min(OpenInterest, Change)) >= 0
            && Math.Max(Math.Max(Math.Max(Last, Bid), Math.Max(Ask, Volume)), Math.Max(OpenInterest, Change)) < end;
    }
}
