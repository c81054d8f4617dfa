using TradingAnalytics.Analytics;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The legs of a chain as parallel arrays, two slots a strike: call 2i, put 2i+1 of the i-th strike, ascending. A slot not <see cref="Present"/> has never had a tick. NaN is "none".
/// </summary>
internal sealed class ChainLegs
{
    private const int InitialStrikes = 64;

    public double[] Strikes = new double[InitialStrikes];
    public bool[] Present = new bool[2 * InitialStrikes];
    public double[] Bid = new double[2 * InitialStrikes];
    public double[] Ask = new double[2 * InitialStrikes];
    public double[] Last = new double[2 * InitialStrikes];
    public double[] Volume = new double[2 * InitialStrikes];
    public double[] Oi = new double[2 * InitialStrikes];

    /// <summary>As the feed gave it; NaN when it never did.</summary>
    public double[] GivenOiChange = new double[2 * InitialStrikes];

    /// <summary>The first open interest of the day of <see cref="OiTime"/>; kept only for a leg whose feed gives no change.</summary>
    public double[] FirstOi = new double[2 * InitialStrikes];

    /// <summary>When open interest was last given; 0 never.</summary>
    public long[] OiTime = new long[2 * InitialStrikes];

    /// <summary>When a trade was last seen (last or volume changed); 0 while there is no last price.</summary>
    public long[] Traded = new long[2 * InitialStrikes];

    public long[] Updated = new long[2 * InitialStrikes];

    /// <summary>The leg's row in the live table it is published to; -1 not yet asked for.</summary>
    public int[] TableRow = new int[2 * InitialStrikes];

    public int StrikeCount { get; private set; }

    public int SlotCount => 2 * StrikeCount;

    public int LegCount { get; private set; }

    /// <summary>The change since the previous close as given, else since the first of the day; NaN without open interest.</summary>
    public double OiChange(int slot) => double.IsNaN(GivenOiChange[slot]) ? Oi[slot] - FirstOi[slot] : GivenOiChange[slot];

    public int SlotOf(double strike, OptionRight right)
    {
        int found = Array.BinarySearch(Strikes, 0, StrikeCount, strike);
        if (found < 0)
        {
            found = ~found;
            Insert(found, strike);
        }

        int slot = (2 * found) + (int)right;
        if (!Present[slot])
        {
            Present[slot] = true;
            LegCount++;
        }

        return slot;
    }

    /// <summary>The slot of a leg; -1 when it never had a tick.</summary>
    public int Find(double strike, OptionRight right)
    {
        int found = Array.BinarySearch(Strikes, 0, StrikeCount, strike);
        int slot = (2 * found) + (int)right;
        return found >= 0 && Present[slot] ? slot : -1;
    }

    public void ForgetTable() => TableRow.AsSpan().Fill(-1);

    private void Insert(int at, double strike)
    {
        MakeRoom(ref Strikes, at, 1, StrikeCount, strike);
        int slot = 2 * at;
        int count = 2 * StrikeCount;
        MakeRoom(ref Present, slot, 2, count, false);
        MakeRoom(ref Bid, slot, 2, count, double.NaN);
        MakeRoom(ref Ask, slot, 2, count, double.NaN);
        MakeRoom(ref Last, slot, 2, count, double.NaN);
        MakeRoom(ref Volume, slot, 2, count, double.NaN);
        MakeRoom(ref Oi, slot, 2, count, double.NaN);
        MakeRoom(ref GivenOiChange, slot, 2, count, double.NaN);
        MakeRoom(ref FirstOi, slot, 2, count, double.NaN);
        MakeRoom(ref OiTime, slot, 2, count, 0);
        MakeRoom(ref Traded, slot, 2, count, 0);
        MakeRoom(ref Updated, slot, 2, count, 0);
        MakeRoom(ref TableRow, slot, 2, count, -1);
        StrikeCount++;
    }

    private static void MakeRoom<T>(ref T[] values, int at, int places, int count, T none)
    {
        if (count + places > values.Length)
        {
            Array.Resize(ref values, 2 * values.Length);
        }

        Array.Copy(values, at, values, at + places, count - at);
        values.AsSpan(at, places).Fill(none);
    }
}
