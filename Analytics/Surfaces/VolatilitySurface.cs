namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Slices of several expiries as one surface over log-moneyness k = ln(K/F(T)) and time. Between two expiries total variance is linear in T at fixed k, so it rises where it rises
/// from slice to slice: no calendar arbitrage. Before the first, w = w₁·T/T₁ (its volatility kept): there g = (1 − kw′/2w)² − u·p − u²·q with q ≥ 0 is concave in u = T/T₁ and not negative at 0 and 1, so no butterfly arbitrage either.
/// After the last, w = w_n + (T − T_n)·w_n(0)/T_n: its variance at the money goes on for every strike alike.
/// </summary>
public sealed class VolatilitySurface
{
    private readonly double[] _times;
    private readonly SviParameters[] _slices;

    /// <param name="timesToExpiryYears">T of each slice, &gt; 0, rising.</param>
    /// <param name="slices">The slices; for statements about arbitrage to hold, certified (<see cref="SurfaceCalibration"/>).</param>
    public VolatilitySurface(ReadOnlySpan<double> timesToExpiryYears, ReadOnlySpan<SviParameters> slices)
    {
        if (slices.Length == 0 || slices.Length != timesToExpiryYears.Length)
        {
            throw new ArgumentException("A surface needs slices, and a time for each.", nameof(slices));
        }

        for (int i = 0; i < slices.Length; i++)
        {
            if (!(timesToExpiryYears[i] > (i == 0 ? 0 : timesToExpiryYears[i - 1])))
            {
                throw new ArgumentException($"Times must be above 0 and rise; number {i} is {timesToExpiryYears[i]}.", nameof(timesToExpiryYears));
            }
        }

        _times = timesToExpiryYears.ToArray();
        _slices = slices.ToArray();
    }

    public ReadOnlySpan<double> Times => _times;

    public ReadOnlySpan<SviParameters> Slices => _slices;

    /// <summary>The surface at k and T &gt; 0. At an expiry the rise is that toward the next.</summary>
    public SurfacePoint At(double logMoneyness, double timeToExpiryYears)
    {
        int later = 0;
        while (later < _times.Length && _times[later] <= timeToExpiryYears)
        {
            later++;
        }

        if (later == 0)
        {
            return First(logMoneyness, timeToExpiryYears);
        }

        var earlier = _slices[later - 1];
        double w = earlier.TotalVariance(logMoneyness);
        double slope = earlier.Slope(logMoneyness);
        double curvature = earlier.Curvature(logMoneyness);
        double since = timeToExpiryYears - _times[later - 1];
        if (later == _times.Length)
        {
            double variance = earlier.TotalVariance(0) / _times[later - 1];
            return new(logMoneyness, timeToExpiryYears, w + (since * variance), slope, curvature, variance);
        }

        var next = _slices[later];
        double span = _times[later] - _times[later - 1];
        double part = since / span;
        double above = next.TotalVariance(logMoneyness);
        return new(
            logMoneyness,
            timeToExpiryYears,
            w + (part * (above - w)),
            slope + (part * (next.Slope(logMoneyness) - slope)),
            curvature + (part * (next.Curvature(logMoneyness) - curvature)),
            (above - w) / span);
    }

    /// <summary>The volatility at the money between two times: √((w(0, T₂) − w(0, T₁))/(T₂ − T₁)); T₁ may be 0.</summary>
    public double ForwardVolatility(double earlierYears, double laterYears)
    {
        double before = earlierYears > 0 ? At(0, earlierYears).TotalVariance : 0;
        return Math.Sqrt((At(0, laterYears).TotalVariance - before) / (laterYears - earlierYears));
    }

    private SurfacePoint First(double logMoneyness, double timeToExpiryYears)
    {
        double part = timeToExpiryYears / _times[0];
        double w = _slices[0].TotalVariance(logMoneyness);
        return new(
            logMoneyness, timeToExpiryYears, part * w, part * _slices[0].Slope(logMoneyness), part * _slices[0].Curvature(logMoneyness), w / _times[0]);
    }
}
