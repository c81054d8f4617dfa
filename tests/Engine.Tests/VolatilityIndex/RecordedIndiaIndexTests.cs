using System.Globalization;
using System.IO.Compression;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Engine.Tests.VolatilityIndex;

/// <summary>
/// India VIX from recorded NSE chains with quotes, against the index's history. NSE computes it from the order book of every moment with the future's price and MIBOR; here it is one snapshot of
/// the option-chain page, the parity forward and 6.5 %. After the close quotes are withdrawn and widen, so a close is met to a quarter of a point, and within the day only the day's range is known.
/// </summary>
public class RecordedIndiaIndexTests(ITestOutputHelper output)
{
    private static readonly VolatilityIndexOptions India = new() { Method = IndexMethod.India };

    [Theory]
    [InlineData("NIFTY_2022-03-14_153000", 0.30)]
    [InlineData("NIFTY_2022-03-15_153000", 0.30)]
    [InlineData("NIFTY_2022-04-26_153000", 0.30)]
    [InlineData("NIFTY_2022-04-27_153000", 0.30)]
    [InlineData("NIFTY_2022-04-28_153000", 0.30)]
    [InlineData("NIFTY_2025-07-16_153000", 0.30)]
    [InlineData("NIFTY_2025-07-17_153000", 0.30)]
    public void Of_ChainAfterTheClose_IsThePublishedClose(string file, double tolerance)
    {
        (VolatilityIndexValue index, double[] day) = Compare(file);

        index.Value.ShouldBe(day[3], tolerance);
    }

    [Theory]
    [InlineData("NIFTY_2022-03-14_133142")]
    [InlineData("NIFTY_2022-03-15_114021")]
    [InlineData("NIFTY_2022-03-15_123921")]
    [InlineData("NIFTY_2022-03-15_130152")]
    [InlineData("NIFTY_2025-08-05_135923")]
    public void Of_ChainWithinTheDay_LiesInTheDaysRange(string file)
    {
        (VolatilityIndexValue index, double[] day) = Compare(file);

        index.Value.ShouldBeInRange(day[2], day[1]);
    }

    private (VolatilityIndexValue Index, double[] Day) Compare(string file)
    {
        double[] day = DayOf(file.Split('_')[1]);
        string path = RecordedData.PathOf($"nse-json-legacy/{file}.json.gz");
        ProductCatalogue catalogue = ProductCatalogue.Load();
        var driver = new MarketDriver(catalogue);
        foreach (RecordedBatch batch in RecordedMarket.Open(path, catalogue).Read(new SkipReport()))
        {
            driver.Submit(batch.Ticks);
        }

        ProductSpec nifty = catalogue.Find("NIFTY")!;
        ExpiryVariance[] terms = [.. driver.Chains(nifty.Id).Select(chain => chain.Variance(new ChainVarianceRule(nifty, chain.Expiry, India)))];
        VolatilityIndexValue index = new VolatilityIndexRule(nifty, India).Of(terms, driver.AsOfUnixMicroseconds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {index.Value:F2} ({index.Status}, {index.Near.Expiry} {index.Near.Term.Interpolated}/{index.Near.Term.Options} by spline, {index.Next.Expiry} {index.Next.Term.Interpolated}/{index.Next.Term.Options}); published open {day[0]:F2} high {day[1]:F2} low {day[2]:F2} close {day[3]:F2}"));
        index.HasValue.ShouldBeTrue();
        return (index, day);
    }

    /// <summary>Open, high, low, close.</summary>
    private static double[] DayOf(string day)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(RecordedData.PathOf("index-history/india_vix_daily_2015-2025.csv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(day, StringComparison.Ordinal))
            {
                return [.. line.Split(',').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            }
        }

        throw new InvalidDataException($"the history has no {day}");
    }
}
