namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Makes a surface of fitted slices: as they are when they have no arbitrage together; else moved jointly, the least squares of the distance from each slice where it is
/// quoted, in units of its error, with butterfly and calendar arbitrage penalised more and more heavily; and should that not end free of arbitrage, by the extended SSVI
/// sequence, which always does (<see cref="EssviSequence"/>). A pure function of the slices; keeps its buffers.
/// </summary>
public sealed class SurfaceCalibration
{
    private const int N = SviPoint.Dimensions;
    private const int SamplePoints = 32;
    private const double SampleReach = 4.5;
    private const double UnknownReach = 3;
    private const double WeightReach = 2.5;
    private const int Rounds = 5;
    private const int ClosingRounds = 4;
    private const int Iterations = 60;

    /// <summary>No slice is trusted more closely than this share of its volatility.</summary>
    private const double LeastError = 0.003;

    private readonly SviSystem _system = new();
    private readonly SviSearch _search = new();
    private SviParameters[] _found = [];
    private double[] _x = [];

    /// <summary>Writes the surface's slices; the certificate says what was done.</summary>
    /// <param name="slices">In the order of their expiries, T rising.</param>
    /// <param name="surface">Out: as many slices.</param>
    public SurfaceCertificate Fit(ReadOnlySpan<SurfaceSlice> slices, Span<SviParameters> surface)
    {
        if (_found.Length < slices.Length)
        {
            _found = new SviParameters[slices.Length];
            _x = new double[N * slices.Length];
        }

        for (int i = 0; i < slices.Length; i++)
        {
            surface[i] = slices[i].Slice;
        }

        var fitted = SurfaceCertificate.Of(surface[..slices.Length]);
        if (slices.Length == 0 || fitted.IsFree)
        {
            return fitted;
        }

        var method = SurfaceMethod.Joint;
        var certificate = Joint(slices, surface);
        if (!certificate.IsFree)
        {
            method = SurfaceMethod.ExtendedSsvi;
            EssviSequence.Fit(slices, surface);
            certificate = SurfaceCertificate.Of(surface[..slices.Length]);
        }

        return certificate with { Method = method, WasFree = false, MovedVolPoints = Moved(slices, surface) };
    }

    private SurfaceCertificate Joint(ReadOnlySpan<SurfaceSlice> slices, Span<SviParameters> surface)
    {
        int count = slices.Length;
        _system.Clear();
        foreach (ref readonly var slice in slices)
        {
            Sample(slice);
        }

        var x = _x.AsSpan(0, N * count);
        for (int i = 0; i < count; i++)
        {
            double width = Math.Sqrt(slices[i].Slice.TotalVariance(0));
            SviPoint.Write(slices[i].Slice, 1e-4 * width * width, 1e-4 * width, x.Slice(i * N, N));
        }

        var certificate = default(SurfaceCertificate);
        double penalty = 1e2;
        for (int round = 0; round < Rounds + ClosingRounds; round++)
        {
            _system.ButterflyPenalty = penalty * count;
            _system.CalendarPenalty = 10 * penalty * count;
            _system.LayGrid(x);
            Watch(surface[..count]);
            _search.Run(_system, x, Iterations, round < Rounds - 1 ? 1e-3 : 1e-4);
            for (int i = 0; i < count; i++)
            {
                surface[i] = new SviPoint(x.Slice(i * N, N)).Parameters;
            }

            certificate = SurfaceCertificate.Of(surface[..count]);
            if (round >= Rounds - 1 && certificate.IsFree)
            {
                break;
            }

            // A heavier penalty pulls toward the margins; wider margins let it stop short of them.
            penalty *= 10;
            if (round >= Rounds)
            {
                _system.WidenMargins();
            }
        }

        return certificate;
    }

    /// <summary>The slice at points over where it is quoted, evenly in deviations, weighing less the further from the money, as quotes do.</summary>
    private void Sample(in SurfaceSlice target)
    {
        Span<double> k = stackalloc double[SamplePoints];
        Span<double> w = stackalloc double[SamplePoints];
        Span<double> weights = stackalloc double[SamplePoints];
        double deviation = Math.Sqrt(target.Slice.TotalVariance(0));
        bool known = target.HighestLogMoneyness > target.LowestLogMoneyness;
        double low = Math.Min(-0.5 * deviation, known ? Math.Max(target.LowestLogMoneyness, -SampleReach * deviation) : -UnknownReach * deviation);
        double high = Math.Max(0.5 * deviation, known ? Math.Min(target.HighestLogMoneyness, SampleReach * deviation) : UnknownReach * deviation);
        double error = Math.Max(LeastError, target.RelativeError);
        for (int i = 0; i < SamplePoints; i++)
        {
            k[i] = low + ((high - low) * i / (SamplePoints - 1));
            w[i] = target.Slice.TotalVariance(k[i]);
            double distance = k[i] / (WeightReach * deviation);
            double allowed = 2 * error * w[i] * (1 + (distance * distance)) * (1 + (distance * distance));
            weights[i] = 1 / (allowed * allowed);
        }

        _system.Add(k, w, weights);
    }

    private void Watch(ReadOnlySpan<SviParameters> surface)
    {
        for (int i = 0; i < surface.Length; i++)
        {
            _system.Watch(i, ButterflyCertificate.Of(surface[i]).At);
            if (i > 0)
            {
                _system.Watch(i, CalendarCertificate.Of(surface[i - 1], surface[i]).At);
            }
        }
    }

    private static double Moved(ReadOnlySpan<SurfaceSlice> slices, ReadOnlySpan<SviParameters> surface)
    {
        double most = 0;
        for (int i = 0; i < slices.Length; i++)
        {
            double time = slices[i].TimeToExpiryYears;
            double deviation = Math.Sqrt(slices[i].Slice.TotalVariance(0));
            for (int j = -6; j <= 6; j++)
            {
                double k = 0.25 * j * deviation;
                if (slices[i].HighestLogMoneyness > slices[i].LowestLogMoneyness && !(k >= slices[i].LowestLogMoneyness && k <= slices[i].HighestLogMoneyness))
                {
                    continue;
                }

                most = Math.Max(most, 100 * Math.Abs(surface[i].Volatility(k, time) - slices[i].Slice.Volatility(k, time)));
            }
        }

        return most;
    }
}
