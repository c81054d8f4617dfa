namespace TradingAnalytics.Analytics.Exposures;

/// <summary>The <see cref="GammaTerm"/>s of a chain by columns, as whole vectors. Keeps its memory: allocates only when a chain is larger than any before. One writer at a time.</summary>
public sealed class GammaTerms
{
    /// <summary>Columns are padded to a multiple of this with terms of no weight.</summary>
    internal const int Vector = 8;

    private double[] _columns = [];
    private int _room;

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    internal ReadOnlySpan<double> Weights => Column(0);

    internal ReadOnlySpan<double> LogCentres => Column(1);

    internal ReadOnlySpan<double> InverseDeviations => Column(2);

    /// <summary>Forgets the terms.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(_columns);
    }

    public void Add(GammaTerm term)
    {
        if (Count == _room)
        {
            Grow();
        }

        _columns[Count] = term.Weight;
        _columns[_room + Count] = term.LogCentre;
        _columns[(2 * _room) + Count++] = term.InverseDeviation;
    }

    private ReadOnlySpan<double> Column(int column) => _columns.AsSpan(column * _room, _room);

    private void Grow()
    {
        int room = Math.Max(Vector, 2 * _room);
        double[] columns = new double[3 * room];
        for (int column = 0; column < 3; column++)
        {
            Column(column).CopyTo(columns.AsSpan(column * room));
        }

        (_columns, _room) = (columns, room);
    }
}
