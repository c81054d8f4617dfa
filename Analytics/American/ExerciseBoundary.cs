using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.American;

/// <summary>
/// The boundary B(τ) at and below which an American put of strike 1 is exercised, τ to its expiry. L. Andersen, M. Lake and D. Offengenden, "High-performance
/// American option pricing", J. Computational Finance 20 (2016): H(√τ) = ln²(B/X), X = B(0+) = min(1, r/q), is smooth and interpolated at Chebyshev
/// points in √τ; B solves B = e^(−(r−q)τ)·N/D with N and D integrals over the boundary before (their sections 3 to 5), iterated at all points until it stands.
/// </summary>
internal readonly ref struct ExerciseBoundary
{
    /// <summary>Degree of the interpolation.</summary>
    public const int Degree = 16;

    private const int Iterations = 40;
    private const int MoreIterations = 160;
    private const double Settled = 1e-11;
    private const double Acceptable = 1e-9;

    private static readonly double[] Cosines = MakeCosines();

    private readonly Span<double> _coefficients;
    private readonly double _rate;
    private readonly double _yield;
    private readonly double _volatility;
    private readonly double _rootTime;
    private readonly double _start;
    private readonly double _logStart;

    /// <param name="rate">r ≥ 0.</param>
    /// <param name="yield">q.</param>
    /// <param name="volatility">σ &gt; 0.</param>
    /// <param name="timeToExpiryYears">T &gt; 0: it is known from 0 to T.</param>
    /// <param name="room">Room for Degree + 1 numbers, which it keeps.</param>
    public ExerciseBoundary(double rate, double yield, double volatility, double timeToExpiryYears, Span<double> room)
    {
        _rate = rate;
        _yield = yield;
        _volatility = volatility;
        _rootTime = Math.Sqrt(timeToExpiryYears);
        _start = yield > rate ? rate / yield : 1;
        _logStart = Math.Log(_start);
        _coefficients = room;
        IsSettled = Solve();
    }

    public bool IsSettled { get; }

    /// <summary>B(τ), given √τ.</summary>
    public double At(double rootTau) => Math.Exp(LogAt(rootTau));

    /// <summary>ln B(τ), given √τ.</summary>
    public double LogAt(double rootTau)
    {
        // Clenshaw's recurrence; the argument runs from −1 to 1.
        double x = (2 * rootTau / _rootTime) - 1;
        double above = 0;
        double here = 0;
        for (int k = Degree; k > 0; k--)
        {
            (above, here) = (here, (2 * x * here) - above + _coefficients[k]);
        }

        double squared = (x * here) - above + _coefficients[0];
        return _logStart - Math.Sqrt(Math.Max(0, squared));
    }

    private bool Solve()
    {
        Span<double> logs = stackalloc double[Degree + 1];
        Guess(logs);
        Interpolate(logs);
        double change = Iterate(logs, Iterations, true);
        if (!(change < Acceptable))
        {
            // The smooth-pasting form settles in some 15 steps but not at little volatility; the other always, in some 80.
            Guess(logs);
            Interpolate(logs);
            change = Iterate(logs, MoreIterations, false);
        }

        return change < Acceptable;
    }

    private double Iterate(Span<double> logs, int iterations, bool fromSmoothPasting)
    {
        Span<double> next = stackalloc double[Degree + 1];
        double change = double.PositiveInfinity;
        for (int i = 0; i < iterations && change > Settled; i++)
        {
            change = 0;
            for (int k = 1; k <= Degree; k++)
            {
                double value = Update(RootTau(k), logs[k] + _logStart, fromSmoothPasting) - _logStart;
                next[k] = Math.Min(0, value);
                change = Math.Max(change, Math.Abs(next[k] - logs[k]));
            }

            next[1..].CopyTo(logs[1..]);
            if (!(change < double.PositiveInfinity))
            {
                return double.NaN;
            }

            Interpolate(logs);
        }

        return change;
    }

    /// <summary>√τ of the k-th point, ascending from 0.</summary>
    private double RootTau(int k) => 0.5 * _rootTime * (1 - Math.Cos(Math.PI * k / Degree));

    /// <summary>The right side of B = e^(−(r−q)τ)·N/D: from smooth pasting (the paper's system A), else from the value at the boundary (B).</summary>
    private double Update(double rootTau, double logBoundary, bool fromSmoothPasting)
    {
        double tau = rootTau * rootTau;
        var fromLow = Quadrature.DistancesFromLow;
        var fromHigh = Quadrature.DistancesFromHigh;
        var weights = Quadrature.Weights;
        double numerator = 0;
        double denominator = 0;
        double carry = _rate - _yield;
        for (int j = 0; j < weights.Length; j += Quadrature.CoarseStride)
        {
            // τ − u = τ(1 + y)²/4 takes the root out of the integrand, and u = τ(1 − y)(3 + y)/4.
            double root = 0.5 * rootTau * fromLow[j];
            double before = root * root;
            double rootU = 0.5 * rootTau * Math.Sqrt(fromHigh[j] * (2 + fromLow[j]));
            double u = rootU * rootU;
            double weight = Quadrature.CoarseStride * weights[j] * rootTau;
            double deviation = _volatility * root;
            double plus = ((logBoundary - LogAt(rootU) + (carry * before)) / deviation) + (0.5 * deviation);
            double minus = plus - deviation;
            double growthOfCash = _rate == 0 ? 0 : _rate * Math.Exp(_rate * u);
            double growthOfAsset = _yield == 0 ? 0 : _yield * Math.Exp(_yield * u);
            double measure = weight * root;
            if (fromSmoothPasting)
            {
                double perDeviation = weight / _volatility;
                numerator += growthOfCash * perDeviation * NormalDistribution.Density(minus);
                denominator += growthOfAsset * ((measure * NormalDistribution.Cumulative(plus)) + (perDeviation * NormalDistribution.Density(plus)));
            }
            else
            {
                numerator += growthOfCash * measure * NormalDistribution.Cumulative(minus);
                denominator += growthOfAsset * measure * NormalDistribution.Cumulative(plus);
            }
        }

        double s = _volatility * rootTau;
        double d1 = ((logBoundary + (carry * tau)) / s) + (0.5 * s);
        double d2 = d1 - s;
        if (fromSmoothPasting)
        {
            numerator += NormalDistribution.Density(d2) / s;
            denominator += (NormalDistribution.Density(d1) / s) + NormalDistribution.Cumulative(d1);
        }
        else
        {
            numerator += NormalDistribution.Cumulative(d2);
            denominator += NormalDistribution.Cumulative(d1);
        }

        return Math.Log(numerator / denominator) - (carry * tau);
    }

    /// <summary>From X down to the boundary without expiry, as fast as P. Bjerksund and G. Stensland (1993) have it.</summary>
    private void Guess(Span<double> logs)
    {
        double variance = _volatility * _volatility;
        double drift = _rate - _yield - (0.5 * variance);
        double power = (-drift - Math.Sqrt((drift * drift) + (2 * _rate * variance))) / variance;
        double perpetual = Math.Min(power / (power - 1), 0.999 * _start);
        logs[0] = 0;
        for (int k = 1; k <= Degree; k++)
        {
            double speed = 2 * _volatility * RootTau(k) * _start / (_start - perpetual);
            logs[k] = Math.Log((perpetual + ((_start - perpetual) * Math.Exp(-speed))) / _start);
        }
    }

    /// <summary>Chebyshev coefficients of ln²(B/X) through the points.</summary>
    private void Interpolate(ReadOnlySpan<double> logs)
    {
        for (int k = 0; k <= Degree; k++)
        {
            double sum = 0;
            for (int i = 0; i <= Degree; i++)
            {
                // The points ascend, so the angle runs from π down to 0.
                double term = logs[i] * logs[i] * CosineOf(k * (Degree - i));
                sum += i is 0 or Degree ? 0.5 * term : term;
            }

            _coefficients[k] = sum * (k is 0 or Degree ? 1.0 : 2.0) / Degree;
        }
    }

    private static double CosineOf(int halfTurnsOverDegree) => Cosines[halfTurnsOverDegree % (2 * Degree)];

    private static double[] MakeCosines()
    {
        double[] cosines = new double[2 * Degree];
        for (int i = 0; i < cosines.Length; i++)
        {
            cosines[i] = Math.Cos(Math.PI * i / Degree);
        }

        return cosines;
    }
}
