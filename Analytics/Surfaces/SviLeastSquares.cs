namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The inner problem of the quasi-explicit calibration: for given m and σ, with y = (k − m)/σ, the least squares of a + d·y + c·√(y² + 1) under
/// |d| ≤ c and c + |d| ≤ 2σ (Lee's bound), then a raised if needed until the least variance is not negative.
/// </summary>
internal readonly ref struct SviLeastSquares
{
    private readonly ReadOnlySpan<double> _k;
    private readonly ReadOnlySpan<double> _variance;
    private readonly ReadOnlySpan<double> _weights;
    private readonly double _lowestM;
    private readonly double _highestM;
    private readonly double _lowestLogSigma;
    private readonly double _highestLogSigma;

    public SviLeastSquares(
        ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights, double lowestM, double highestM, double range)
    {
        _k = logMoneyness;
        _variance = totalVariance;
        _weights = weights;
        _lowestM = lowestM;
        _highestM = highestM;
        _lowestLogSigma = Math.Log(1e-4 * range);
        _highestLogSigma = Math.Log(20 * range);
        TotalWeight = 0;
        for (int i = 0; i < _k.Length; i++)
        {
            TotalWeight += Weight(i);
        }
    }

    public double TotalWeight { get; }

    /// <summary>Weighted sum of squares at the best (a, c, d); infinite outside the bounds of m and σ.</summary>
    public double Error(double m, double logSigma)
    {
        if (!(m >= _lowestM && m <= _highestM && logSigma >= _lowestLogSigma && logSigma <= _highestLogSigma))
        {
            return double.PositiveInfinity;
        }

        Slice(m, logSigma, out double error);
        return error;
    }

    public SviParameters Slice(double m, double logSigma, out double error)
    {
        double sigma = Math.Exp(logSigma);
        double meanY = 0;
        double meanZ = 0;
        double meanV = 0;
        for (int i = 0; i < _k.Length; i++)
        {
            double y = (_k[i] - m) / sigma;
            meanY += Weight(i) * y;
            meanZ += Weight(i) * Math.Sqrt((y * y) + 1);
            meanV += Weight(i) * _variance[i];
        }

        meanY /= TotalWeight;
        meanZ /= TotalWeight;
        meanV /= TotalWeight;
        var moments = default(Moments);
        for (int i = 0; i < _k.Length; i++)
        {
            double y = (_k[i] - m) / sigma;
            double z = Math.Sqrt((y * y) + 1) - meanZ;
            y -= meanY;
            double v = _variance[i] - meanV;
            double weight = Weight(i);
            moments.YY += weight * y * y;
            moments.YZ += weight * y * z;
            moments.ZZ += weight * z * z;
            moments.YV += weight * y * v;
            moments.ZV += weight * z * v;
            moments.VV += weight * v * v;
        }

        var (c, d) = moments.Best(sigma);
        double free = meanV - (d * meanY) - (c * meanZ);
        double a = Math.Max(free, -Math.Sqrt(Math.Max(0, (c * c) - (d * d))));
        error = moments.Error(c, d) + (TotalWeight * (a - free) * (a - free));
        return new(a, c / sigma, c > 0 ? d / c : 0, m, sigma);
    }

    private double Weight(int i) => _weights.Length == 0 ? 1 : _weights[i];

    /// <summary>Second moments about the means, and the quadratic in (c, d) they make once a is eliminated.</summary>
    private struct Moments
    {
        public double YY;
        public double YZ;
        public double ZZ;
        public double YV;
        public double ZV;
        public double VV;

        public readonly double Error(double c, double d) =>
            Math.Max(0, VV - (2 * ((c * ZV) + (d * YV))) + (c * c * ZZ) + (2 * c * d * YZ) + (d * d * YY));

        /// <summary>The minimum over the diamond |d| ≤ c, c + |d| ≤ 2σ: inside, or on the best of its edges.</summary>
        public readonly (double C, double D) Best(double sigma)
        {
            double determinant = (ZZ * YY) - (YZ * YZ);
            if (determinant > 1e-14 * ZZ * YY)
            {
                double c = ((ZV * YY) - (YV * YZ)) / determinant;
                double d = ((YV * ZZ) - (ZV * YZ)) / determinant;
                if (Math.Abs(d) <= c && c + Math.Abs(d) <= 2 * sigma)
                {
                    return (c, d);
                }
            }

            var best = (C: 0.0, D: 0.0);
            double least = Error(0, 0);
            Edge(0, 0, sigma, sigma, ref best, ref least);
            Edge(0, 0, sigma, -sigma, ref best, ref least);
            Edge(2 * sigma, 0, -sigma, sigma, ref best, ref least);
            Edge(2 * sigma, 0, -sigma, -sigma, ref best, ref least);
            return best;
        }

        private readonly void Edge(double c, double d, double stepC, double stepD, ref (double C, double D) best, ref double least)
        {
            double curvature = (stepC * stepC * ZZ) + (2 * stepC * stepD * YZ) + (stepD * stepD * YY);
            double slope = (stepC * (ZV - (c * ZZ) - (d * YZ))) + (stepD * (YV - (c * YZ) - (d * YY)));
            double part = curvature > 0 ? Math.Clamp(slope / curvature, 0, 1) : 0;
            double error = Error(c + (part * stepC), d + (part * stepD));
            if (error < least)
            {
                least = error;
                best = (c + (part * stepC), d + (part * stepD));
            }
        }
    }
}
