using TradingAnalytics.Analytics.VolatilityIndex;

namespace TradingAnalytics.Analytics.Tests.VolatilityIndex;

public class IndiaVarianceTests
{
    /// <summary>
    /// The quotes of the worked example of NSE's white paper "India VIX": strike, call bid, call ask, put bid, put ask; near month (9 days, future 5129, 3.90 %).
    /// </summary>
    private static readonly double[,] Near =
    {
        { 3800, 1290.10, 1314.25, 0.40, 0.50 }, { 3900, 1192.95, 1212.80, 0.35, 0.80 }, { 4000, 1103.00, 1107.95, 0.70, 0.85 }, { 4100, 1005.00, 1017.10, 0.80, 1.10 },
        { 4200, 894.95, 913.90, 1.00, 1.20 }, { 4300, 800.00, 809.95, 1.20, 1.70 }, { 4400, 696.15, 709.50, 1.90, 2.00 }, { 4500, 601.25, 609.55, 3.30, 3.45 },
        { 4600, 500.70, 520.00, 4.45, 4.50 }, { 4700, 410.00, 416.55, 7.70, 8.00 }, { 4800, 316.00, 321.05, 13.20, 13.40 }, { 4900, 226.00, 228.00, 22.50, 22.65 },
        { 5000, 144.50, 145.00, 40.40, 40.50 }, { 5100, 79.00, 79.10, 74.40, 74.50 }, { 5200, 34.75, 35.00, 129.00, 129.95 }, { 5300, 11.50, 11.55, 200.55, 206.00 },
        { 5400, 3.60, 3.65, 286.00, 307.00 }, { 5500, 1.70, 1.95, 340.00, 396.00 }, { 5600, 1.00, 1.35, 481.00, 507.35 }, { 5700, 0.70, 1.00, 577.35, 606.65 },
    };

    /// <summary>Next month: 37 days, future 5115, 4.65 %.</summary>
    private static readonly double[,] Next =
    {
        { 4000, 1100.15, 1110.00, 5.90, 6.50 }, { 4100, 1006.25, 1026.90, 7.15, 8.50 }, { 4200, 905.15, 931.15, 10.00, 10.70 }, { 4300, 809.15, 844.75, 13.55, 14.00 },
        { 4400, 713.10, 732.85, 18.00, 18.75 }, { 4500, 615.70, 668.35, 22.35, 25.00 }, { 4600, 526.80, 572.05, 32.00, 33.30 }, { 4700, 444.35, 464.15, 41.00, 45.00 },
        { 4800, 366.60, 408.60, 61.50, 62.00 }, { 4900, 300.00, 307.30, 84.55, 86.50 }, { 5000, 231.00, 232.00, 116.00, 117.00 }, { 5100, 171.10, 171.50, 156.00, 158.00 },
        { 5200, 120.05, 121.80, 203.00, 209.35 }, { 5300, 79.60, 80.50, 252.85, 265.00 }, { 5400, 48.10, 48.50, 322.45, 345.65 }, { 5500, 29.00, 32.00, 405.00, 437.10 },
        { 5600, 15.90, 19.85, 477.85, 509.00 }, { 5700, 9.15, 9.75, 575.25, 609.00 },
    };

    [Fact]
    public void Of_QuotesOfTheWhitePaper_FillsTheirWideOnesBySpline()
    {
        // The puts 3900 (78 %), 4100 (32 %) and 4300 (34 %) are too wide and filled; the 5700 call (35 %) lies beyond the last that counts and is left out. The variances come from an evaluation
        // of the formula written apart from this code; the paper's own result was not at hand.
        var near = Of(Near, 5129, 12_960, 0.0390);
        var next = Of(Next, 5115, 53_280, 0.0465);

        near.Status.ShouldBe(IndexStatus.Ok);
        near.CentralStrike.ShouldBe(5100);
        near.Options.ShouldBe(19);
        near.Interpolated.ShouldBe(3);
        near.Variance.ShouldBe(0.07296155917474183, 1e-12);
        next.Options.ShouldBe(18);
        next.Interpolated.ShouldBe(0);
        next.Variance.ShouldBe(0.07098614127164801, 1e-12);
        IndexInterpolation.AtTerm(near.Variance, 12_960, next.Variance, 53_280)!.Value.ShouldBe(26.671, 0.001);
    }

    [Fact]
    public void Of_SmoothQuotesWithHoles_IsWithinASmallPartOfTheFullStrip()
    {
        var full = Of(Next, 5115, 53_280, 0.0465);
        double[,] holes = (double[,])Next.Clone();
        // A put and a call taken out, one of them by a spread alone.
        holes[5, 3] = holes[5, 4] = 0;
        holes[14, 1] = 0.5 * holes[14, 2];

        var filled = Of(holes, 5115, 53_280, 0.0465);

        filled.Interpolated.ShouldBe(2);
        filled.Options.ShouldBe(full.Options);
        Math.Sqrt(filled.Variance).ShouldBe(Math.Sqrt(full.Variance), 0.001);
    }

    [Fact]
    public void Of_NoFuture_TakesTheParityForward()
    {
        var parity = Of(Near, double.NaN, 12_960, 0.0390);

        // At 5100 call and put are closest: 5100 + e^{RT}·(79.05 − 74.45).
        parity.Forward.ShouldBe(5100 + (Math.Exp(0.0390 * 12_960 / 525_600) * 4.6), 1e-9);
        parity.CentralStrike.ShouldBe(5100);
        Of(Near, 0, 12_960, 0.0390).ShouldBe(parity);
    }

    [Fact]
    public void Of_OneSideOfTheCentreQuoted_TakesThatSide()
    {
        double[,] quotes = (double[,])Near.Clone();
        quotes[13, 1] = 0;

        var term = Of(quotes, 5129, 12_960, 0.0390);

        // The 5100 call cannot be filled: no call below it counts for the spline.
        term.Options.ShouldBe(19);
        term.Interpolated.ShouldBe(3);
        double width = 100 / (5100.0 * 5100) * 2 * Math.Exp(0.0390 * 12_960 / 525_600) / (12_960 / 525_600.0);
        term.Variance.ShouldBe(0.07296155917474183 + (width * (74.45 - 76.75)), 1e-12);
    }

    [Fact]
    public void Of_NothingToGoBy_SaysWhy()
    {
        double[,] none = { { 100, 0, 0, 0, 0 }, { 105, 0, 0, 0, 0 } };

        Of(none, double.NaN, 1_000, 0).Status.ShouldBe(IndexStatus.NoForward);
        Of(none, 90, 1_000, 0).Status.ShouldBe(IndexStatus.NoForward, "below every strike");
        Of(none, 102, 1_000, 0).Status.ShouldBe(IndexStatus.TooFewOptions);
        Of(Near, 5129, 0, 0).Status.ShouldBe(IndexStatus.InvalidInput);
        IndiaVariance.Of([100], [1], [1], [1], [1], 100, 1, 0, new double[5]).Status.ShouldBe(IndexStatus.InvalidInput);
        IndiaVariance.Of([100], [1], [1], [1], [1], 100, 1, 0, new double[6]).Status.ShouldBe(IndexStatus.TooFewOptions);
    }

    [Fact]
    public void Of_AllocatesNothing()
    {
        double[][] columns = [.. Enumerable.Range(0, 5).Select(i => Column(Near, i))];
        double[] scratch = new double[IndiaVariance.ScratchPerStrike * columns[0].Length];

        Allocations.Of(_ => IndiaVariance.Of(columns[0], columns[1], columns[2], columns[3], columns[4], 5129, 0.03, 0.04, scratch)).ShouldBe(0);
    }

    private static TermVariance Of(double[,] quotes, double future, double minutes, double rate) => IndiaVariance.Of(
        Column(quotes, 0), Column(quotes, 1), Column(quotes, 2), Column(quotes, 3), Column(quotes, 4), future, minutes / IndexInterpolation.MinutesPerYear, rate,
        new double[IndiaVariance.ScratchPerStrike * quotes.GetLength(0)]);

    private static double[] Column(double[,] quotes, int column) => [.. Enumerable.Range(0, quotes.GetLength(0)).Select(row => quotes[row, column])];
}
