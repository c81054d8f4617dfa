using TradingAnalytics.Analytics.Exposures;

namespace TradingAnalytics.Engine.Exposures;

/// <summary>
/// The exposures of a product from those of its chains: begin, add each chain, read. The sums and the profile are the chains' added up; the flip is that of the added profile; a wall is the
/// greatest of the chains' walls. Allocates nothing; one writer at a time.
/// </summary>
public sealed class ProductExposureRule
{
    private readonly double[] _profile = new double[GammaProfile.Count];
    private GammaWalls _walls = new();
    private Exposure _calls;
    private Exposure _puts;
    private int _counted;
    private int _borrowed;
    private int _leftOut;

    /// <summary>How many chains had exposures.</summary>
    public int Chains { get; private set; }

    /// <summary>Total gamma exposure at each of <see cref="GammaProfile.Moves"/>.</summary>
    public ReadOnlySpan<double> Profile => _profile;

    /// <summary>Forgets the chains added.</summary>
    public void Begin()
    {
        Array.Clear(_profile);
        _walls = new GammaWalls();
        _calls = _puts = default;
        _counted = _borrowed = _leftOut = Chains = 0;
    }

    /// <summary>Adds a chain; one without exposures adds only what it left out.</summary>
    /// <param name="sums">Its sums.</param>
    /// <param name="profile">Its profile, <see cref="GammaProfile.Count"/> long.</param>
    public void Add(in ExposureSums sums, ReadOnlySpan<double> profile)
    {
        _leftOut += sums.Status == ExposureStatus.Expired ? 0 : sums.LeftOut;
        if (sums.Status != ExposureStatus.Ok)
        {
            return;
        }

        for (int i = 0; i < _profile.Length; i++)
        {
            _profile[i] += profile[i];
        }

        _calls += sums.Calls;
        _puts += sums.Puts;
        _counted += sums.Counted;
        _borrowed += sums.Borrowed;
        Chains++;
        _walls.Add(sums.CallWall, sums.CallWallGamma, 0);
        _walls.Add(sums.PutWall, 0, sums.PutWallGamma);
    }

    /// <summary>The product's sums.</summary>
    /// <param name="spot">The level the flip is told from; NaN when unknown, and the flip is only a move.</param>
    public ExposureSums Sums(double spot)
    {
        if (Chains == 0)
        {
            return ExposureSums.None(_leftOut > 0 ? ExposureStatus.NoVolatility : ExposureStatus.NoOpenInterest, _leftOut);
        }

        double flip = GammaProfile.FindFlip(_profile) ?? double.NaN;
        return new ExposureSums(
            ExposureStatus.Ok, _calls, _puts, flip, spot * (1 + flip), _walls.Call, _walls.CallGamma, _walls.Put, _walls.PutGamma, _counted, _borrowed, _leftOut);
    }
}
