using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>
/// The surface of a product from the smiles of its chains: a pure function of them (<see cref="SurfaceCalibration"/>); this object only keeps buffers. Smiles without a slice are passed over.
/// </summary>
public sealed class ProductSurface
{
    private readonly SurfaceCalibration _calibration = new();
    private SurfaceSlice[] _slices = [];
    private SviParameters[] _surface = [];
    private int[] _places = [];

    /// <summary>Of the last fit.</summary>
    public SurfaceCertificate Certificate { get; private set; }

    /// <summary>How many slices the last surface has.</summary>
    public int Count { get; private set; }

    /// <summary>Their parameters, by expiry. Valid until the next fit.</summary>
    public ReadOnlySpan<SviParameters> Slices => _surface.AsSpan(0, Count);

    /// <summary>For each slice, which of the smiles it was made of.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, Count);

    /// <summary>Makes the surface.</summary>
    /// <param name="smiles">By expiry.</param>
    public SurfaceCertificate Fit(ReadOnlySpan<SmileFit> smiles)
    {
        if (_slices.Length < smiles.Length)
        {
            _slices = new SurfaceSlice[smiles.Length];
            _surface = new SviParameters[smiles.Length];
            _places = new int[smiles.Length];
        }

        Count = 0;
        for (int i = 0; i < smiles.Length; i++)
        {
            ref readonly SmileFit smile = ref smiles[i];
            if (smile.IsOk)
            {
                double error = 0.01 * smile.Certificate.RmsNearVolPoints / smile.AtmVolatility;
                _places[Count] = i;
                _slices[Count++] = new SurfaceSlice(
                    smile.TimeToExpiryYears, smile.Slice, smile.LowestLogMoneyness, smile.HighestLogMoneyness, double.IsFinite(error) ? error : 0);
            }
        }

        Certificate = _calibration.Fit(_slices.AsSpan(0, Count), _surface);
        return Certificate;
    }

    /// <summary>The surface between and beyond its expiries; null without slices.</summary>
    public VolatilitySurface? ToSurface()
    {
        if (Count == 0)
        {
            return null;
        }

        double[] times = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            times[i] = _slices[i].TimeToExpiryYears;
        }

        return new VolatilitySurface(times, Slices);
    }
}
