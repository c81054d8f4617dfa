namespace TradingAnalytics.Analytics.Chains;

/// <summary>
/// Max pain and the open-interest totals of one chain, kept under changes of single legs. The payout curve is convex and piecewise linear, and its
/// slope just above strike j is Σ_{i≤j}(callOIᵢ + putOIᵢ) − Σ putOI. Its minimum is the first strike where that is not negative. That strike and the
/// sum below it are remembered, so a change that leaves it where it is costs O(1); when it moves it is found by a descent in a Fenwick tree of
/// callOI + putOI, O(log n). O(n) when a strike is added. Exact as long as sums of open interest are exact in a double, as they are for whole numbers.
/// </summary>
public sealed class MaxPainTracker
{
    private double[] _strikes = new double[64];
    private double[] _calls = new double[64];
    private double[] _puts = new double[64];

    /// <summary>Fenwick tree, one-based.</summary>
    private double[] _tree = new double[65];

    /// <summary>Where max pain was last found; −1 when the strikes have changed since.</summary>
    private int _found = -1;

    /// <summary>Open interest of calls and puts at all strikes below <see cref="_found"/>.</summary>
    private double _below;

    private bool _given;

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

        _given = true;
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

        if (index < _found)
        {
            _below += change;
        }

        double[] tree = _tree;
        for (int node = index + 1; node <= Count; node += node & -node)
        {
            tree[node] += change;
        }
    }

    /// <summary>
    /// The strike of max pain, the lowest on ties: with no open interest at any strike, the lowest of all. False while none was ever given
    /// (<see cref="Set"/>): unknown is not zero.
    /// </summary>
    public bool TryFind(out double strike)
    {
        strike = double.NaN;
        if (!_given)
        {
            return false;
        }

        int at = _found;
        if (!(at >= 0 && (at == 0 || _below < TotalPuts) && _below + _calls[at] + _puts[at] >= TotalPuts))
        {
            at = Descend();
        }

        strike = _strikes[at];
        return true;
    }

    /// <summary>The longest prefix whose sum is below the puts' total; the strike after it is where the slope turns.</summary>
    private int Descend()
    {
        int position = 0;
        double below = 0;
        for (int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count + 1) >> 1; size > 0; size >>= 1)
        {
            int next = position + size;
            if (next <= Count && below + _tree[next] < TotalPuts)
            {
                position = next;
                below += _tree[next];
            }
        }

        _found = Math.Min(position, Count - 1);
        _below = position == _found ? below : below - _calls[_found] - _puts[_found];
        return _found;
    }

    /// <summary>Strikes are listed at even steps, so the place is mostly where a ruler laid over all of them says; else it is searched.</summary>
    private int IndexOf(double strike)
    {
        double first = _strikes[0];
        double guess = (strike - first) * (Count - 1) / (_strikes[Math.Max(Count - 1, 0)] - first);
        if (guess >= 0 && guess < Count)
        {
            int ruled = (int)(guess + 0.5);
            if (ruled < Count && _strikes[ruled] == strike)
            {
                return ruled;
            }
        }

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
        _found = -1;

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
