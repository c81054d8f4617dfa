using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;
using TradingAnalytics.Analytics.VolatilityIndex;

namespace TradingAnalytics.Analytics.Tests.VolatilityIndex;

public class CboeVarianceTests
{
    /// <summary>The white paper's times: 12,960 and 53,280 minutes.</summary>
    private const double NearMinutes = 12_960;
    private const double NextMinutes = 53_280;
    private const double Rate = 0.0038;

    [Fact]
    public void Of_WhitePaperExample_GivesItsVariancesAndIndex()
    {
        // "The CBOE Volatility Index – VIX", 2009, the worked example: σ₁² = 0.4727672 with F₁ = 920.50, σ₂² = 0.3668182, VIX 61.22.
        var near = Term("9", NearMinutes);
        var next = Term("37", NextMinutes);

        near.Status.ShouldBe(IndexStatus.Ok);
        near.Forward.ShouldBe(920.50, 0.005);
        near.CentralStrike.ShouldBe(920);
        near.Variance.ShouldBe(0.4727672, 1e-7);
        next.Variance.ShouldBe(0.3668182, 1e-7);
        IndexInterpolation.AtTerm(near.Variance, NearMinutes, next.Variance, NextMinutes)!.Value.ShouldBe(61.22, 0.005);
    }

    [Fact]
    public void Of_FlatSmile_ApproachesItsVariance()
    {
        const int Count = 1600;
        double[] strikes = new double[Count];
        double[] calls = new double[Count];
        double[] puts = new double[Count];
        double discount = Math.Exp(-0.05 * 0.25);
        for (int i = 0; i < Count; i++)
        {
            strikes[i] = 2 + (0.25 * i);
            calls[i] = Black76.Price(OptionRight.Call, 100.1, strikes[i], 0.25, discount, 0.3);
            puts[i] = Black76.Price(OptionRight.Put, 100.1, strikes[i], 0.25, discount, 0.3);
        }

        var term = CboeVariance.Of(strikes, calls, calls, puts, puts, 0.25, 0.05);

        term.Forward.ShouldBe(100.1, 1e-9);
        term.Variance.ShouldBe(0.09, 2e-4);
    }

    [Fact]
    public void Of_TwoStrikesWithoutBid_EndsTheStripThere()
    {
        double[] strikes = [80, 85, 90, 95, 100, 105, 110];
        double[] calls = [20, 15, 10, 6, 3, 1, 0.5];
        double[] puts = [0.2, 0, 0, 1, 3, 6, 10];
        double[] single = [0.2, 0.3, 0, 1, 3, 6, 10];

        CboeVariance.Of(strikes, calls, calls, puts, puts, 0.1, 0.01).Options.ShouldBe(4);
        CboeVariance.Of(strikes, calls, calls, single, single, 0.1, 0.01).Options.ShouldBe(6);
    }

    [Fact]
    public void Of_NothingToGoBy_SaysWhy()
    {
        CboeVariance.Of([100], [0], [1], [1], [2], 0.1, 0).Status.ShouldBe(IndexStatus.NoForward);
        CboeVariance.Of([100], [1], [2], [1], [2], 0.1, 0).Status.ShouldBe(IndexStatus.TooFewOptions);
        CboeVariance.Of([100], [1], [2], [1], [2], 0, 0).Status.ShouldBe(IndexStatus.InvalidInput);
        IndexInterpolation.AtTerm(-1, 1000, -1, 2000).ShouldBeNull();
    }

    private static TermVariance Term(string days, double minutes)
    {
        var file = ReferenceFile.OpenOrSkip("vix_cboe_2009_options.csv");
        var rows = Enumerable.Range(0, file.Count).Where(i => file.Text(i, "Days") == days).OrderBy(i => file.Number(i, "Strike")).ToArray();
        double[] Column(string name) => [.. rows.Select(i => file.Number(i, name))];
        return CboeVariance.Of(
            Column("Strike"),
            Column("Call Bid"),
            Column("Call Ask"),
            Column("Put Bid"),
            Column("Put Ask"),
            minutes / IndexInterpolation.MinutesPerYear,
            Rate);
    }
}
