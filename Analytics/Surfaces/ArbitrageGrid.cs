namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>The points at which arbitrage is looked for, per slice: about the money in units of σ√T, about the vertex in units of its roundness, and some where it was found before.</summary>
internal sealed class ArbitrageGrid
{
    /// <summary>Points of a slice: whole vectors.</summary>
    public const int Length = LaidPoints + Watched;

    private const int MoneyPoints = 17;
    private const int VertexPoints = 11;
    private const int LaidPoints = (2 * MoneyPoints) + (2 * VertexPoints);
    private const int Watched = 4;

    private double[] _points = [];
    private int[] _watched = [];

    /// <summary>All points of a slice.</summary>
    public ReadOnlySpan<double> Of(int slice) => _points.AsSpan(slice * Length, Length);

    /// <summary>All points of a slice and of the one after it.</summary>
    public ReadOnlySpan<double> OfPair(int slice) => _points.AsSpan(slice * Length, 2 * Length);

    /// <summary>Those about a slice's money and vertex.</summary>
    public ReadOnlySpan<double> LaidAbout(int slice) => _points.AsSpan(slice * Length, LaidPoints);

    public void Reserve(int slices)
    {
        Buffers.Reserve(ref _points, slices * Length);
        Buffers.Reserve(ref _watched, slices);
    }

    /// <summary>Lays a slice's points about it as it is; none is watched besides.</summary>
    public void Lay(int slice, in SviPoint point)
    {
        Span<double> points = _points.AsSpan(slice * Length, Length);
        double deviation = Math.Sqrt(point.TotalVariance(0));
        int at = 0;
        for (int j = 0; j < MoneyPoints; j++)
        {
            double reach = deviation * Math.Sinh(5.0 * (j + 0.5) / MoneyPoints);
            points[at++] = reach;
            points[at++] = -reach;
        }

        for (int j = 0; j < VertexPoints; j++)
        {
            double reach = point.Sigma * Math.Sinh(4.0 * (j + 0.5) / VertexPoints);
            points[at++] = point.M + reach;
            points[at++] = point.M - reach;
        }

        points[at..].Fill(0);
        _watched[slice] = 0;
    }

    /// <summary>Adds a point found to have arbitrage; the oldest one added goes when there is no more room.</summary>
    public void Watch(int slice, double k)
    {
        if (double.IsFinite(k))
        {
            _points[(slice * Length) + LaidPoints + (_watched[slice]++ % Watched)] = k;
        }
    }
}
