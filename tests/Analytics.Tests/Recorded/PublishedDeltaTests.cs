using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Recorded;

/// <summary>
/// Deribit's published deltas under Deribit's convention: Φ(d₁) of undiscounted Black-76 on underlying_price with mark_iv, T in ACT/365 to 08:00 UTC,
/// not premium-adjusted. Five decimals are published.
/// </summary>
public class PublishedDeltaTests
{
    private static readonly TimeSpan CutOff = TimeSpan.FromHours(8);

    [Fact]
    public void Forward_DeribitBook_ReproducesThePublishedDelta()
    {
        var errors = new List<double>();
        using var reader = Open("deribit-ticker-dump-2021-02-11/btc_option_data.csv.gz");
        string[] header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            string[] row = Unquoted(line).Split(',');
            double Field(string name) => double.TryParse(
                row[Array.IndexOf(header, name)], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
            Add(
                errors,
                row[Array.IndexOf(header, "instrument_name")],
                (long)Field("timestamp"),
                Field("underlying_price"),
                Field("mark_iv"),
                Field("greeks.delta"));
        }

        errors.Count.ShouldBeGreaterThan(900);
        Median(errors).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void Forward_DeribitTickers_ReproduceThePublishedDelta()
    {
        var errors = new List<double>();
        using var reader = Open("deribit-ws-2021/DERIBIT.ws.1.0.txt.gz");
        while (reader.ReadLine() is { } line)
        {
            int start = line.IndexOf('{');
            if (start < 0 || !line.Contains("\"greeks\"") || !line.Contains("\"ticker"))
            {
                continue;
            }

            using var message = JsonDocument.Parse(line[start..]);
            var ticker = message.RootElement.GetProperty("params").GetProperty("data");
            Add(
                errors,
                ticker.GetProperty("instrument_name").GetString()!,
                ticker.GetProperty("timestamp").GetInt64(),
                ticker.GetProperty("underlying_price").GetDouble(),
                ticker.GetProperty("mark_iv").GetDouble(),
                ticker.GetProperty("greeks").GetProperty("delta").GetDouble());
        }

        errors.Count.ShouldBeGreaterThan(50);
        Median(errors).ShouldBeLessThan(1e-5);
    }

    private static void Add(List<double> errors, string instrument, long unixMilliseconds, double underlying, double volatilityPercent, double delta)
    {
        // BTC-13FEB21-37500-C
        string[] parts = instrument.Split('-');
        var expiry = DateTime.ParseExact(parts[1], "dMMMyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) + CutOff;
        double time = (expiry - DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds)).TotalDays / 365;
        double ours = OptionDelta.Forward(
            parts[3] == "C" ? OptionRight.Call : OptionRight.Put,
            underlying,
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            time,
            volatilityPercent / 100);
        if (double.IsFinite(ours) && double.IsFinite(delta))
        {
            errors.Add(Math.Abs(ours - delta));
        }
    }

    private static StreamReader Open(string file) => new(new GZipStream(File.OpenRead(RecordedData.PathOf(file)), CompressionMode.Decompress));

    /// <summary>Quoted fields hold the book, which is not read here.</summary>
    private static string Unquoted(string line) => string.Concat(line.Split('"').Where((_, i) => i % 2 == 0));

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
