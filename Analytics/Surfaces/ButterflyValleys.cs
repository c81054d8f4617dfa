using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The valleys of Durrleman's g that a grid shows, each between two of its points, and where golden section finds their floors. They are narrowed side by side, since each step waits for the
/// one before; every width of lanes gives the bits of <see cref="SviParameters.Durrleman"/>.
/// </summary>
internal ref struct ButterflyValleys(Span<double> columns)
{
    /// <summary>A valley at every point of two grids, and a vector more.</summary>
    public const int Most = 256;
    public const int Columns = 6;

    private const double Golden = 0.6180339887498949;
    private const int Refinements = 40;
    private readonly Span<double> _columns = columns;

    public int Count { get; private set; }

    /// <summary>The grid's point, and g there.</summary>
    public readonly ReadOnlySpan<double> Middle => Column(1);

    public readonly ReadOnlySpan<double> AtMiddle => Column(3);

    /// <summary>The floor, and g there.</summary>
    public readonly ReadOnlySpan<double> Found => Column(4);

    public readonly ReadOnlySpan<double> AtFound => Column(5);

    public void Add(double low, double middle, double high)
    {
        Column(0)[Count] = low;
        Column(1)[Count] = middle;
        Column(2)[Count++] = high;
    }

    public readonly void Refine(LaneWidth width, in SviParameters slice)
    {
        if (Count == 0)
        {
            return;
        }

        // A narrower vector divides sooner, and few smiles have more valleys than it holds.
        if (width == LaneWidth.Eight && !(Count <= FourLanes.Count && LaneWidths.IsSupported(LaneWidth.Four)))
        {
            Refine<EightLanes>(slice);
        }
        else if (width != LaneWidth.One)
        {
            Refine<FourLanes>(slice);
        }
        else
        {
            Refine<OneLane>(slice);
        }
    }

    private readonly Span<double> Column(int column) => _columns.Slice(column * Most, Most);

    private readonly void Refine<T>(in SviParameters slice)
        where T : struct, ILanes<T>
    {
        for (int column = 0; column < 3; column++)
        {
            // The last one stands in for what is missing of a vector.
            Column(column).Slice(Count, T.Count - 1).Fill(Column(column)[Count - 1]);
        }

        var g = new DurrlemanLanes<T>(slice);
        T golden = T.Create(Golden);
        for (int i = 0; i < Count; i += T.Count)
        {
            T low = T.Read(Column(0), i);
            T high = T.Read(Column(2), i);
            T inner = high - (golden * (high - low));
            T outer = low + (golden * (high - low));
            T atInner = g.At(inner);
            T atOuter = g.At(outer);
            for (int round = 0; round < Refinements; round++)
            {
                T below = T.Less(atInner, atOuter);
                low = T.Select(below, low, inner);
                high = T.Select(below, outer, high);
                T kept = T.Select(below, inner, outer);
                T atKept = T.Select(below, atInner, atOuter);
                T reach = golden * (high - low);
                T fresh = T.Select(below, high - reach, low + reach);
                T atFresh = g.At(fresh);
                inner = T.Select(below, fresh, kept);
                outer = T.Select(below, kept, fresh);
                atInner = T.Select(below, atFresh, atKept);
                atOuter = T.Select(below, atKept, atFresh);
            }

            T found = T.Create(0.5) * (low + high);
            T.Write(g.At(T.Read(Column(1), i)), Column(3), i);
            T.Write(found, Column(4), i);
            T.Write(g.At(found), Column(5), i);
        }
    }
}
