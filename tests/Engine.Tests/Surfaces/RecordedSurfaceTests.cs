using System.Globalization;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Surfaces;

/// <summary>Surfaces of recorded markets: free of arbitrage, and near the money within 0.3 volatility points RMS or inside the quotes.</summary>
public sealed class RecordedSurfaceTests(ITestOutputHelper output)
{
    private const double AllowedVolPoints = 0.3;
    private const int MinutesApart = 24;
    private readonly ProductSurface _surface = new();

    [Fact]
    public void Surface_NseDay_IsFreeOfArbitrageAndFitsNearTheMoney()
    {
        string path = RecordedData.PathOf("nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz");
        ProductSpec product = ProductCatalogue.Load().Find("NIFTY")!;
        var books = new SortedDictionary<Expiry, (ChainBook Book, ChainSmile Smile)>();
        int minute = 0;
        foreach (RecordedBatch batch in RecordedMarket.Open(path, ProductCatalogue.Load()).Read(new SkipReport()))
        {
            foreach (Expiry expiry in batch.Ticks.Where(tick => tick.Kind == TickKind.Leg).Select(tick => tick.Expiry).Distinct())
            {
                books.TryAdd(expiry, (new ChainBook(product, expiry, ChainOptions.Default), new ChainSmile(product)));
            }

            foreach ((ChainBook book, _) in books.Values)
            {
                book.Apply(batch.Ticks);
            }

            if (minute++ % MinutesApart == 0)
            {
                string time = batch.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
                SmileFit[] fits = [.. books.Values.Select(chain => chain.Book.FitSmile(chain.Smile))];
                Certify(time, fits, [.. books.Values.Select(chain => chain.Smile)]);
                foreach ((SmileFit fit, Expiry expiry) in fits.Zip(books.Keys))
                {
                    bool expiring = expiry == Expiry.On(2026, 8, 18);
                    fit.Status.ShouldBeOneOf(expiring ? [SmileStatus.Ok, SmileStatus.TooLoose] : [SmileStatus.Ok]);
                }
            }
        }
    }

    [Theory]
    [InlineData("us-spx-spy-optionchainanalytics/SPX_20240524160000.csv.gz", "")]
    [InlineData("us-cboe-quotedata/SPX_2023-09-14T1631ET.csv.gz", "2023-09-14T16:15")]
    [InlineData("us-cboe-quotedata/SPX_2024-01-05_downloaded_2024-01-07.csv.gz", "2024-01-05T16:15")]
    [InlineData("us-cboe-quotedata/SPX_2023-06-09T1340ET_intraday.csv.gz", "2023-06-09T13:40")]
    public void Surface_SpxBook_IsFreeOfArbitrageAndFitsNearTheMoney(string file, string asOf)
    {
        string path = RecordedData.PathOf(file);
        Certify(asOf.Length == 0 ? QuotedBook.Spx(path) : QuotedBook.Cboe(path, DateTime.Parse(asOf, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("crypto-chain-deribit-okx-2026/deribit_2026-08-20.csv.gz", "BTC")]
    [InlineData("crypto-chain-deribit-okx-2026/deribit_2026-08-21.csv.gz", "BTC")]
    [InlineData("crypto-chain-deribit-okx-2026/deribit_2026-07-04.csv.gz", "ETH")]
    public void Surface_CoinBook_IsFreeOfArbitrageAndFitsNearTheMoney(string file, string coin) => Certify(QuotedBook.Deribit(RecordedData.PathOf(file), coin));

    private void Certify(List<QuotedBook> books)
    {
        books = [.. books.Where(book => book.TimeToExpiryYears > 0.5 / 365).DistinctBy(book => book.TimeToExpiryYears)];
        books.Count.ShouldBeGreaterThan(3);
        ChainSmile[] smiles = [.. books.Select(_ => new ChainSmile(ProductCatalogue.Load().Find("NIFTY")!))];
        SmileFit[] fits = [.. books.Zip(smiles, (book, smile) => smile.Fit(book.Quotes, book.Forward, book.TimeToExpiryYears, book.DiscountFactor, book.TickSize))];
        foreach ((QuotedBook book, SmileFit fit) in books.Zip(fits))
        {
            if (!fit.IsOk)
            {
                output.WriteLine($"{book.Name}: {fit.Status}");
            }
        }

        Certify("book", fits, smiles, [.. books.Select(book => book.Name)]);
    }

    private void Certify(string what, SmileFit[] fits, ChainSmile[] smiles, string[]? names = null)
    {
        SurfaceCertificate certificate = _surface.Fit(fits);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {_surface.Count} slices, {certificate.Method}, moved {certificate.MovedVolPoints:F3}, least g {certificate.Butterfly.MinimumG:E1}, least gap {certificate.Calendar.MinimumGap:E1}"));
        certificate.IsFree.ShouldBeTrue($"{what} {certificate}");
        double between = LeastBetween(_surface.ToSurface()!);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  between expiries: least g {between:E1}"));
        between.ShouldBeGreaterThanOrEqualTo(0, $"{what} between expiries");
        for (int i = 0; i < _surface.Count; i++)
        {
            int place = _surface.Places[i];
            SmileFit fit = smiles[place].Measure(fits[place], _surface.Slices[i]);
            SmileCertificate smile = fit.Certificate;
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"  {what} {names?[place] ?? place.ToString(CultureInfo.InvariantCulture)}: {365 * fit.TimeToExpiryYears:F2} days, ATM {100 * fit.AtmVolatility:F2} %, RMS near {smile.RmsNearVolPoints:F3} (fitted {fits[place].Certificate.RmsNearVolPoints:F3}), all {smile.RmsVolPoints:F3}, inside near {smile.InsideNearShare:P0}, {smile.NearPoints}/{smile.Points}/-{smile.Excluded} points");
            output.WriteLine(line);
            (smile.RmsNearVolPoints <= AllowedVolPoints || smile.InsideNearShare >= 0.9).ShouldBeTrue(line);
        }
    }

    /// <summary>The least g between neighbouring expiries, within six deviations.</summary>
    private static double LeastBetween(VolatilitySurface surface)
    {
        double least = double.PositiveInfinity;
        for (int i = 1; i < surface.Times.Length; i++)
        {
            double width = Math.Sqrt(surface.Slices[i].TotalVariance(0));
            foreach (double part in (double[])[0.1, 0.3, 0.5, 0.7, 0.9])
            {
                double time = surface.Times[i - 1] + (part * (surface.Times[i] - surface.Times[i - 1]));
                for (double z = -6; z <= 6; z += 0.05)
                {
                    least = Math.Min(least, surface.At(z * width, time).Durrleman);
                }
            }
        }

        return least;
    }
}
