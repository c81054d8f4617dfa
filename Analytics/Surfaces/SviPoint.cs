namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// A slice in the coordinates it is searched in, in which every point is a sound slice: (w_min, ln L, ln R, m, ln σ), with L = b(1 − ρ) and
/// R = b(1 + ρ) the slopes of the wings. Then w(k) = w_min − σ√(LR) + ½(R − L)·x + ½(R + L)·√(x² + σ²), x = k − m.
/// </summary>
internal readonly struct SviPoint
{
    public const int Dimensions = 5;

    /// <summary>Just under Lee's bound.</summary>
    public const double SteepestWing = 2 - 1e-9;

    public readonly double Minimum;
    public readonly double Left;
    public readonly double Right;
    public readonly double M;
    public readonly double Sigma;

    /// <summary>½σ√(LR).</summary>
    public readonly double Dip;

    public SviPoint(ReadOnlySpan<double> coordinates)
    {
        Minimum = coordinates[0];
        Left = Math.Exp(coordinates[1]);
        Right = Math.Exp(coordinates[2]);
        M = coordinates[3];
        Sigma = Math.Exp(coordinates[4]);
        Dip = 0.5 * Sigma * Math.Sqrt(Left * Right);
    }

    public double A => Minimum - (2 * Dip);

    public double B => 0.5 * (Right + Left);

    public double Tilt => 0.5 * (Right - Left);

    public SviParameters Parameters => new(A, B, Tilt / B, M, Sigma);

    /// <summary>The coordinates of a slice; wings and minimum no smaller than given.</summary>
    public static void Write(SviParameters slice, double leastVariance, double leastSlope, Span<double> coordinates)
    {
        coordinates[0] = Math.Max(slice.MinimumTotalVariance, leastVariance);
        coordinates[1] = Math.Log(Math.Clamp(slice.B * (1 - slice.Rho), leastSlope, SteepestWing));
        coordinates[2] = Math.Log(Math.Clamp(slice.B * (1 + slice.Rho), leastSlope, SteepestWing));
        coordinates[3] = slice.M;
        coordinates[4] = Math.Log(slice.Sigma);
    }

    public double TotalVariance(double k)
    {
        double x = k - M;
        return A + (Tilt * x) + (B * Math.Sqrt((x * x) + (Sigma * Sigma)));
    }

    /// <summary>w(k) and its derivatives by the coordinates.</summary>
    public double TotalVariance(double k, Span<double> gradient)
    {
        double x = k - M;
        double s = Math.Sqrt((x * x) + (Sigma * Sigma));
        gradient[0] = 1;
        gradient[1] = (0.5 * Left * (s - x)) - Dip;
        gradient[2] = (0.5 * Right * (s + x)) - Dip;
        gradient[3] = -Tilt - (B * x / s);
        gradient[4] = (B * Sigma * Sigma / s) - (2 * Dip);
        return A + (Tilt * x) + (B * s);
    }

    /// <summary>Durrleman's g(k) and its derivatives by the coordinates.</summary>
    public double Durrleman(double k, Span<double> gradient)
    {
        double w = TotalVariance(k, gradient);
        double x = k - M;
        double inverse = 1 / Math.Sqrt((x * x) + (Sigma * Sigma));
        double q = x * inverse;
        double bend = Sigma * Sigma * inverse * inverse * inverse;
        double slope = Tilt + (B * q);
        double curvature = B * bend;
        double first = 1 - (0.5 * k * slope / w);
        double byVariance = ((first * k * slope) + (0.25 * slope * slope)) / (w * w);
        double bySlope = (-first * k / w) - (0.5 * slope * ((1 / w) + 0.25));
        gradient[0] = byVariance * gradient[0];
        gradient[1] = (byVariance * gradient[1]) + (bySlope * 0.5 * Left * (q - 1)) + (0.25 * Left * bend);
        gradient[2] = (byVariance * gradient[2]) + (bySlope * 0.5 * Right * (q + 1)) + (0.25 * Right * bend);
        gradient[3] = (byVariance * gradient[3]) - (bySlope * curvature) + (1.5 * curvature * q * inverse);
        gradient[4] = (byVariance * gradient[4]) - (bySlope * curvature * x) + (curvature * (1 - (1.5 * Sigma * Sigma * inverse * inverse)));
        return (first * first) - (0.25 * slope * slope * ((1 / w) + 0.25)) + (0.5 * curvature);
    }
}
