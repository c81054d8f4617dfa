using CsCheck;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Surfaces;

public class SviTests
{
    /// <summary>Axel Vogt's slice, Gatheral and Jacquier (2014), example 3.1: sound, and with butterfly arbitrage.</summary>
    private static readonly SviParameters Vogt = new(-0.041, 0.1331, 0.306, 0.3586, 0.4153);

    private static readonly Gen<SviParameters> Slices = Gen.Select(
        Gen.Double[0.0005, 0.05], Gen.Double[0.005, 0.3], Gen.Double[-0.8, 0.3], Gen.Double[-0.1, 0.1], Gen.Double[0.02, 0.4],
        (level, b, rho, m, sigma) => new SviParameters(level - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, m, sigma));

    [Fact]
    public void Durrleman_ReferenceGrid_Matches()
    {
        var grid = ReferenceFile.OpenOrSkip("svi_reference_grid.csv");
        for (int i = 0; i < grid.Count; i++)
        {
            var slice = new SviParameters(grid.Number(i, "a"), grid.Number(i, "b"), grid.Number(i, "rho"), grid.Number(i, "m"), grid.Number(i, "sigma"));
            double k = grid.Number(i, "k");
            Relative(slice.TotalVariance(k), grid.Number(i, "total_variance"), grid.Row(i));
            Relative(slice.Slope(k), grid.Number(i, "w1"), grid.Row(i));
            Relative(slice.Curvature(k), grid.Number(i, "w2"), grid.Row(i));
            Relative(slice.Durrleman(k), grid.Number(i, "g"), grid.Row(i));
            Relative(slice.Density(k), grid.Number(i, "density_dk"), grid.Row(i));
        }
    }

    [Fact]
    public void Certificate_VogtSlice_FindsTheArbitrage()
    {
        var certificate = ButterflyCertificate.Of(Vogt);

        // Minimum found with 50 digits.
        certificate.IsFree.ShouldBeFalse();
        certificate.MinimumG.ShouldBe(-0.032863573453623011, 1e-12);
        certificate.At.ShouldBe(0.87926254162206787, 1e-6);
    }

    [Fact]
    public void JumpWings_VogtSlice_MatchThePaper()
    {
        var wings = SviJumpWings.FromParameters(Vogt, 1);

        wings.AtmVariance.ShouldBe(0.017426252555159122, 1e-15);
        wings.AtmSkew.ShouldBe(-0.17521114080912506, 1e-14);
        wings.PutSlope.ShouldBe(0.69973810411680852, 1e-14);
        wings.CallSlope.ShouldBe(1.3167982189863861, 1e-13);
        wings.MinimumVariance.ShouldBe(0.011624903235477875, 1e-15);
    }

    [Fact]
    public void ToParameters_ClosedFormRepairOfVogt_MatchesThePaper()
    {
        // Section 5.1: c′ = p + 2ψ, ṽ′ = v·4pc′/(p + c′)².
        var wings = new SviJumpWings(0.017426252555159122, -0.17521114080912506, 0.69973810411680852, 0.34931582249855841, 0.015481824840731190);

        var slice = wings.ToParameters(1);

        slice.A.ShouldBe(0.0077409124203655952, 1e-12);
        slice.B.ShouldBe(0.069242034488936868, 1e-12);
        slice.Rho.ShouldBe(-0.33403648061147917, 1e-12);
        slice.M.ShouldBe(0.042033745229584490, 1e-12);
        slice.Sigma.ShouldBe(0.11860780291327241, 1e-12);
        ButterflyCertificate.Of(slice).IsFree.ShouldBeTrue();
    }

    [Fact]
    public void JumpWings_ThereAndBack_KeepTheSmile()
    {
        // With the vertex at the money v = ṽ, and the form no longer determines the slice.
        Gen.Select(Slices.Where(s => Math.Abs((s.M / Math.Sqrt((s.M * s.M) + (s.Sigma * s.Sigma))) - s.Rho) > 0.05), Gen.Double[0.01, 2]).Sample((slice, time) =>
        {
            var back = SviJumpWings.FromParameters(slice, time).ToParameters(time);
            for (double k = -0.5; k <= 0.5; k += 0.125)
            {
                back.TotalVariance(k).ShouldBe(slice.TotalVariance(k), 1e-6 * slice.TotalVariance(k), $"{slice} {k}");
            }
        });
    }

    [Fact]
    public void Fit_ExactSlice_FindsItAgain()
    {
        Slices.Sample(slice =>
        {
            double[] k = new double[41];
            double[] w = new double[41];
            for (int i = 0; i < k.Length; i++)
            {
                k[i] = -0.4 + (0.02 * i);
                w[i] = slice.TotalVariance(k[i]);
            }

            var fit = SviCalibration.Fit(k, w, []);

            fit.RootMeanSquare.ShouldBeLessThan(2e-5 * slice.B, slice.ToString());
        });
    }

    [Fact]
    public void Certificate_TwoValleysOfAlmostOneDepth_FindsTheDeeper()
    {
        // The valley left of the money is the deeper by a hair, but the grid's points lie better in the right one.
        var slice = new SviParameters(-0.42683340613308124, 0.49572549057276627, -0.01499599171008474, -0.005808321224365174, 0.9160734614409036);

        var certificate = ButterflyCertificate.Of(slice);

        certificate.IsFree.ShouldBeFalse();
        certificate.At.ShouldBe(-1.1762, 1e-3);
        certificate.MinimumG.ShouldBeLessThanOrEqualTo(slice.Durrleman(-1.19));
    }

    [Fact]
    public void FitWithoutArbitrage_AnyQuotes_ReturnsASliceThatHasNone()
    {
        Gen.Select(Slices, Gen.Double[-0.3, 0.3].Array[25], Gen.Double[0.005, 2]).Sample((slice, noise, time) =>
        {
            double[] k = new double[25];
            double[] w = new double[25];
            for (int i = 0; i < k.Length; i++)
            {
                k[i] = -0.36 + (0.03 * i);
                w[i] = Math.Max(1e-6, slice.TotalVariance(k[i]) * (1 + noise[i]));
            }

            var fit = SviCalibration.FitWithoutArbitrage(k, w, [], time);

            fit.Slice.IsSound.ShouldBeTrue($"{slice} {fit}");
            fit.Butterfly.IsFree.ShouldBeTrue($"{slice} {fit}");

            // Independently of the certificate's own search.
            for (double at = -3; at <= 3; at += 0.01)
            {
                fit.Slice.Durrleman(at).ShouldBeGreaterThanOrEqualTo(-1e-9, $"{slice} {fit} {at}");
            }
        }, iter: 30);
    }

    [Fact]
    public void FitWithoutArbitrage_SteepShortSmile_StaysNearTheQuotes()
    {
        // The smile of an index a week from expiry; the free fit has arbitrage beyond the last quote.
        const double Time = 0.02;
        double[] k = new double[41];
        double[] w = new double[41];
        for (int i = 0; i < k.Length; i++)
        {
            k[i] = -0.1 + (0.005 * i);
            double volatility = 0.13 - (0.35 * k[i]) + (6 * k[i] * k[i]) + (0.001 * Math.Sin(7 * i));
            w[i] = volatility * volatility * Time;
        }

        var fit = SviCalibration.FitWithoutArbitrage(k, w, [], Time);

        fit.Butterfly.IsFree.ShouldBeTrue(fit.ToString());
        for (int i = 10; i <= 30; i++)
        {
            fit.Slice.Volatility(k[i], Time).ShouldBe(Math.Sqrt(w[i] / Time), 0.006, $"{k[i]} {fit}");
        }
    }

    [Fact]
    public void Repair_VogtSlice_StaysCloserThanTheClosedForm()
    {
        var repaired = SviCalibration.Repair(Vogt, 1);
        var closedForm = new SviParameters(0.0077409124203655952, 0.069242034488936868, -0.33403648061147917, 0.042033745229584490, 0.11860780291327241);

        ButterflyCertificate.Of(repaired).IsFree.ShouldBeTrue();
        Distance(repaired).ShouldBeLessThan(Distance(closedForm));

        static double Distance(SviParameters slice)
        {
            double sum = 0;
            for (double k = -1; k <= 1; k += 0.05)
            {
                sum += Math.Abs(slice.TotalVariance(k) - Vogt.TotalVariance(k));
            }

            return sum;
        }
    }

    [Fact]
    public void CalendarCertificate_CrossingSlices_FindsTheGap()
    {
        var earlier = new SviParameters(0.01, 0.05, -0.3, 0, 0.1);
        var later = earlier with { A = 0.0115, B = 0.06, M = 0.1 };

        var certificate = CalendarCertificate.Of(earlier, later);

        double least = double.PositiveInfinity;
        for (double k = -3; k <= 3; k += 1e-4)
        {
            least = Math.Min(least, later.TotalVariance(k) - earlier.TotalVariance(k));
        }

        certificate.IsFree.ShouldBeFalse();
        certificate.MinimumGap.ShouldBeInRange(least - 1e-9, least + 1e-9);
        CalendarCertificate.Of(earlier, earlier with { A = 0.0101 }).IsFree.ShouldBeTrue();
        CalendarCertificate.Of(earlier, earlier with { B = 0.04 }).MinimumGap.ShouldBe(double.NegativeInfinity);
        CalendarCertificate.Of(earlier, earlier with { A = 0.012, M = 0.1 }).MinimumGap.ShouldBe(0.002 - (0.05 * 0.7 * 0.1), 1e-15);
    }

    [Fact]
    public void Fit_AllocatesNothing()
    {
        double[] k = [-0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15];
        double[] w = [0.006, 0.0045, 0.0033, 0.0025, 0.002, 0.0018, 0.0019, 0.0022];

        Allocations.Of(_ => SviCalibration.FitWithoutArbitrage(k, w, [], 0.1)).ShouldBe(0);
    }

    private static void Relative(double actual, double expected, string what) =>
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo((1e-12 * Math.Abs(expected)) + 1e-15, what);
}
