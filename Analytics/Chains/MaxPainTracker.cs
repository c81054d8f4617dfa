namespace TradingAnalytics.Analytics.Chains;

/// <summary>
/// Max pain and the open-interest totals of one chain, kept under changes of single legs. The payout curve is convex and piecewise linear, and its
/// slope just above strike j is Σ_{i≤j}(callOIᵢ + putOIᵢ) − Σ putOI. Its minimum is the first strike where that is not negative: a descent in a Fenwick
/// tree of callOI + putOI. O(log n) per change and per query, O(n) when a strike is added; exact as long as sums of open interest are exact in a
/// double, as they are for whole numbers.
/// </summary>
public sealed class MaxPainTracker
{
    private double[] _strikes = new double[64];
    private double[] _calls = new double[64];
    private double[] _puts = new double[64];

    /// <summary>Fenwick tree, one-based.</summary>
    private double[] _tree = new double[65];

    /// <summary>How many strikes are known.</summary>
    public int Count { get; private set; }

    /// <summary>Open interest of all calls.</summary>
    public double TotalCalls { get; private set; }

    /// <summary>Open interest of all puts.</summary>
    public double TotalPuts { get; private set; }

    /// <summary>The strikes, ascending.</summary>
    public ReadOnlySpan<double> Strikes => _strikes.AsSpan(0, Count);

    /// <summary>Open interest of the calls, by strike.</summary>
    public ReadOnlySpan<double> Calls => _calls.AsSpan(0, Count);

    /// <summary>Open interest of the puts, by strike.</summary>
    public ReadOnlySpan<double> Puts => _puts.AsSpan(0, Count);

    /// <summary>Makes a strike known; nothing changes when it is.</summary>
    public void AddStrike(double strike) => IndexOf(strike);

    /// <summary>Sets the open interest of one leg, finite and not negative; its strike is added when it is new.</summary>
    public void Set(double strike, OptionRight right, double openInterest)
    {
        if (!(openInterest >= 0 && openInterest < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(openInterest), openInterest, "Open interest is finite and not negative.");
        }

        int index = IndexOf(strike);
        ref double leg = ref (right == OptionRight.Call ? ref _calls[index] : ref _puts[index]);
        double change = openInterest - leg;
        if (change == 0)
        {
            return;
        }

        leg = openInterest;
        if (right == OptionRight.Call)
        {
            TotalCalls += change;
        }
        else
        {
            TotalPuts += change;
        }

        for (int node = index + 1; node <= Count; node += node & -node)
        {
            _tree[node] += change;
        }
    }

    /// <summary>The strike of max pain, the lowest on ties; false without open interest.</summary>
    public bool TryFind(out double strike)
    {
        strike = double.NaN;
        if (!(TotalCalls > 0 || TotalPuts > 0))
        {
            return false;
        }

        // The longest prefix whose sum is below the puts' total; the strike after it is where the slope turns.
        int position = 0;
        double rest = TotalPuts;
        for (int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count + 1) >> 1; size > 0; size >>= 1)
        {
            int next = position + size;
            if (next <= Count && _tree[next] < rest)
            {
                position = next;
                rest -= _tree[next];
            }
        }

        strike = _strikes[Math.Min(position, Count - 1)];
        return true;
    }

    private int IndexOf(double strike)
    {
        int index = Array.BinarySearch(_strikes, 0, Count, strike);
        return index >= 0 ? index : Insert(~index, strike);
    }

    private int Insert(int index, double strike)
    {
        if (!double.IsFinite(strike))
        {
            throw new ArgumentOutOfRangeException(nameof(strike), strike, "A strike is a finite number.");
        }

        if (Count == _strikes.Length)
        {
            Array.Resize(ref _strikes, 2 * Count);
            Array.Resize(ref _calls, 2 * Count);
            Array.Resize(ref _puts, 2 * Count);
            _tree = new double[(2 * Count) + 1];
        }

        int above = Count - index;
        Array.Copy(_strikes, index, _strikes, index + 1, above);
        Array.Copy(_calls, index, _calls, index + 1, above);
        Array.Copy(_puts, index, _puts, index + 1, above);
        _strikes[index] = strike;
        _calls[index] = 0;
        _puts[index] = 0;
        Count++;

        for (int node = 1; node <= Count; node++)
        {
            _tree[node] = _calls[node - 1] + _puts[node - 1];
        }

        for (int node = 1; node <= Count; node++)
        {
            int parent = node + (node & -node);
            if (parent <= Count)
            {
                _tree[parent] += _tree[node];
            }
        }

        return index;
    }
}
