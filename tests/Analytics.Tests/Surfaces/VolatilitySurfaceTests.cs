using CsCheck;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Tests.Surfaces;

public class VolatilitySurfaceTests
{
    private static readonly SviParameters Vogt = new(-0.041, 0.1331, 0.306, 0.3586, 0.4153);

    /// <summary>Slices of an index or a coin from a day to a year, many of them with butterfly arbitrage, most neighbours crossing.</summary>
    private static readonly Gen<SurfaceSlice[]> Surfaces = Gen.Select(
        Gen.Double[0.05, 0.9], Gen.Double[0.3, 4], Gen.Double[-0.9, 0.9], Gen.Double[-1.5, 1.5], Gen.Double[0.1, 6], Gen.Double[0.5, 0.999], Gen.Double[0, 0.05])
        .Array[1, 6].Select(rows =>
        {
            var slices = new SurfaceSlice[rows.Length];
            double time = 0.003;
            for (int i = 0; i < rows.Length; i++)
            {
                (double volatility, double open, double rho, double m, double roundness, double least, double error) = rows[i];
                double w = volatility * volatility * time;
                double width = Math.Sqrt(w);
                double sigma = roundness * width;
                double b = Math.Min(1.5, 0.3 * open * w / sigma) / (1 + Math.Abs(rho));
                double minimum = least * w;
                var slice = new SviParameters(minimum - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, m * width, sigma);
                slices[i] = new SurfaceSlice(time, slice, -4 * width, 4 * width, error);
                time *= 2.2;
            }

            return slices;
        });

    private readonly SurfaceCalibration _calibration = new();

    [Fact]
    public void Fit_AnySlices_ReturnsASurfaceWithoutArbitrage()
    {
        Surfaces.Sample(
            slices =>
            {
                var calibration = new SurfaceCalibration();
                var surface = new SviParameters[slices.Length];
                var certificate = calibration.Fit(slices, surface);
                string what = $"{certificate} {string.Join(' ', slices)} -> {string.Join(' ', surface)}";
                certificate.IsFree.ShouldBeTrue(what);

                // Independently of the certificates' own search.
                for (int i = 0; i < surface.Length; i++)
                {
                    double width = Math.Sqrt(surface[i].TotalVariance(0));
                    for (double z = -40; z <= 40; z += 0.05)
                    {
                        double k = z * width;
                        surface[i].Durrleman(k).ShouldBeGreaterThanOrEqualTo(-1e-9, $"{k} {what}");
                        if (i > 0)
                        {
                            surface[i].TotalVariance(k).ShouldBeGreaterThanOrEqualTo(surface[i - 1].TotalVariance(k), $"{k} {what}");
                        }
                    }
                }
            },
            iter: 40);
    }

    [Fact]
    public void Fit_SlicesWithoutArbitrage_AreLeftAlone()
    {
        SurfaceSlice[] slices = [Slice(0.1, 0.01), Slice(0.2, 0.02), Slice(0.4, 0.04)];
        var surface = new SviParameters[3];

        var certificate = _calibration.Fit(slices, surface);

        certificate.Method.ShouldBe(SurfaceMethod.AsFitted);
        certificate.IsFree.ShouldBeTrue();
        certificate.WasFree.ShouldBeTrue();
        surface.ShouldBe(slices.Select(slice => slice.Slice));
    }

    [Fact]
    public void Fit_CrossingPair_MovesTheLooserSlice()
    {
        var crossing = Slice(0.2, 0.0098) with { RelativeError = 0.05 };
        var surface = new SviParameters[2];

        var certificate = _calibration.Fit([Slice(0.1, 0.01), crossing], surface);

        certificate.IsFree.ShouldBeTrue(certificate.ToString());
        certificate.Method.ShouldBe(SurfaceMethod.Joint);
        surface[0].Volatility(0, 0.1).ShouldBe(Math.Sqrt(0.1), 1e-3);
        surface[1].TotalVariance(0).ShouldBe(surface[0].TotalVariance(0), 2e-4);
    }

    [Fact]
    public void Fit_VogtSlice_StaysCloserThanTheClosedFormWhereItIsQuoted()
    {
        var surface = new SviParameters[1];

        var certificate = _calibration.Fit([new SurfaceSlice(1, Vogt, -0.3, 0.3, 0)], surface);

        certificate.IsFree.ShouldBeTrue(certificate.ToString());
        var closedForm = new SviParameters(0.0077409124203655952, 0.069242034488936868, -0.33403648061147917, 0.042033745229584490, 0.11860780291327241);
        Distance(surface[0]).ShouldBeLessThan(0.2 * Distance(closedForm), surface[0].ToString());

        static double Distance(SviParameters slice)
        {
            double sum = 0;
            for (double k = -0.3; k <= 0.3; k += 0.02)
            {
                sum += Math.Abs(slice.Volatility(k, 1) - Vogt.Volatility(k, 1));
            }

            return sum;
        }
    }

    [Fact]
    public void At_AnyCertifiedSurface_RisesInTimeWithLocalVarianceNotNegative()
    {
        Surfaces.Sample(
            slices =>
            {
                var parameters = new SviParameters[slices.Length];
                new SurfaceCalibration().Fit(slices, parameters).IsFree.ShouldBeTrue();
                var surface = new VolatilitySurface([.. slices.Select(slice => slice.TimeToExpiryYears)], parameters);
                for (double z = -3; z <= 3; z += 0.25)
                {
                    double k = z * Math.Sqrt(parameters[0].TotalVariance(0));
                    double before = 0;
                    for (double time = 0.0005; time < 2 * slices[^1].TimeToExpiryYears; time *= 1.07)
                    {
                        var point = surface.At(k, time);
                        point.TotalVariance.ShouldBeGreaterThan(before, $"{k} {time}");
                        point.Rise.ShouldBeGreaterThanOrEqualTo(0, $"{k} {time}");
                        before = point.TotalVariance;
                        if (time <= slices[0].TimeToExpiryYears)
                        {
                            point.Durrleman.ShouldBeGreaterThanOrEqualTo(-1e-9, $"{k} {time}");
                            point.LocalVariance.ShouldBeGreaterThanOrEqualTo(0, $"{k} {time}");
                        }
                    }
                }
            },
            iter: 25);
    }

    [Fact]
    public void At_BetweenExpiries_DensityIsOneInAllAndReprices()
    {
        var surface = new VolatilitySurface([0.1, 0.3], [Slice(0.1, 0.004).Slice, Slice(0.3, 0.013).Slice]);
        foreach (double time in (double[])[0.04, 0.1, 0.2, 0.3, 0.5])
        {
            const double Strike = 105;
            double logStrike = Math.Log(Strike / 100);
            const int Count = 20_000;
            const double Low = -3;
            const double Width = 5.0 / Count;
            double mass = 0;
            double forward = 0;
            double call = 0;
            double above = 0;
            for (int i = 0; i < Count; i++)
            {
                double k = Low + (Width * (i + 0.5));
                var point = surface.At(k, time);
                point.Density.ShouldBeGreaterThanOrEqualTo(0, $"{k} {time}");
                point.LocalVariance.ShouldBeGreaterThan(0, $"{k} {time}");
                mass += Width * point.Density;
                forward += Width * point.Density * Math.Exp(k);
                call += Width * point.Density * Math.Max(0, (100 * Math.Exp(k)) - Strike);
                above += k > logStrike ? Width * point.Density : 0;
            }

            mass.ShouldBe(1, 1e-7, $"{time}");
            forward.ShouldBe(1, 1e-7, $"{time}");
            call.ShouldBe(Black76.Price(OptionRight.Call, 100, Strike, time, 1, surface.At(logStrike, time).Volatility), 1e-4, $"{time}");
            above.ShouldBe(surface.At(logStrike, time).Above, 1e-3, $"{time}");
        }
    }

    [Fact]
    public void LocalVariance_FlatSurface_IsTheForwardVariance()
    {
        var surface = new VolatilitySurface([0.5, 1], [new SviParameters(0.02, 0, 0, 0, 1), new SviParameters(0.05, 0, 0, 0, 1)]);

        surface.At(0.3, 0.2).LocalVariance.ShouldBe(0.04, 1e-14);
        surface.At(-0.3, 0.75).LocalVariance.ShouldBe(0.06, 1e-14);
        surface.At(0, 0.75).LocalVolatility.ShouldBe(surface.ForwardVolatility(0.5, 1), 1e-14);
        surface.At(0.1, 2).LocalVariance.ShouldBe(0.05, 1e-14);
        surface.ForwardVolatility(0, 0.5).ShouldBe(0.2, 1e-14);
    }

    [Fact]
    public void Skew_StrikesHaveTheirDelta()
    {
        var slice = Slice(0.25, 0.01).Slice;
        var skew = SmileSkew.Of(slice, 0.25, 0.25);

        var put = Black76.FirstOrder(OptionRight.Put, 100, 100 * Math.Exp(skew.PutLogMoneyness), 0.25, 1, skew.PutVolatility);
        var call = Black76.FirstOrder(OptionRight.Call, 100, 100 * Math.Exp(skew.CallLogMoneyness), 0.25, 1, skew.CallVolatility);

        put.Delta.ShouldBe(-0.25, 1e-12);
        call.Delta.ShouldBe(0.25, 1e-12);
        skew.RiskReversal.ShouldBeLessThan(0);
        skew.RiskReversal.ShouldBe(slice.Volatility(skew.CallLogMoneyness, 0.25) - slice.Volatility(skew.PutLogMoneyness, 0.25), 1e-15);
        skew.Butterfly.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void AtmShape_IsTheDerivativeOfTheVolatility()
    {
        var slice = Slice(0.25, 0.01).Slice;
        var shape = AtmShape.Of(slice, 0.25);
        const double Step = 1e-4;
        double up = slice.Volatility(Step, 0.25);
        double down = slice.Volatility(-Step, 0.25);

        shape.Volatility.ShouldBe(0.2, 1e-12);
        shape.Slope.ShouldBe((up - down) / (2 * Step), 1e-7);
        shape.Curvature.ShouldBe((up + down - (2 * shape.Volatility)) / (Step * Step), 1e-5);
    }

    /// <summary>A skewed smile with w at the money.</summary>
    private static SurfaceSlice Slice(double time, double atTheMoney)
    {
        double width = Math.Sqrt(atTheMoney);
        var shape = new SviParameters(0, 0.4 * width, -0.5, 0.2 * width, 0.8 * width);
        return new(time, shape with { A = atTheMoney - shape.TotalVariance(0) }, -3 * width, 3 * width, 0.005);
    }
}
