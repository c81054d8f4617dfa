using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// A chain's smile, exposures and term variance, and the tables they are published to. A pure function of the chain's state as every value of a chain is, but dearer than those of the chain's own
/// table (a fit, and a profile of the whole chain), so it is asked for (<see cref="ChainBook.Analyse"/>) at a slower cadence. Keeps its memory; one writer at a time.
/// </summary>
public sealed class ChainAnalysis(ProductSpec product, Expiry expiry, VolatilityIndexOptions options)
{
    private readonly ChainSmile _smile = new(product);
    private readonly ChainExposureRule _exposures = new();
    private readonly ChainVarianceRule _variance = new(product, expiry, options);
    private double[] _strikes = [];
    private int _count;

    /// <summary>The tables of a chain beyond its own.</summary>
    public static (TableKind Kind, LiveSchema Schema)[] Tables => [(TableKind.Smile, SmileTable.Schema), (TableKind.Exposures, ExposureTable.Schema)];

    /// <summary>The last result; null before the first.</summary>
    public ChainAnalytics? Result { get; private set; }

    /// <summary>Writes every cell of the last result; the tables find what changed. Needs one of each of <see cref="Tables"/>.</summary>
    public void Publish(TableGroup tables)
    {
        if (Result is { } result)
        {
            SmileTable.Write(tables[TableKind.Smile], result, Strikes, _smile.Points);
            ExposureTable.Write(tables[TableKind.Exposures], result, Strikes, _exposures.Strikes);
        }
    }

    internal void Revalue(ChainLegs legs, ChainValuation valuation, double spot, double future, long asOf, long received)
    {
        SmileFit smile = _smile.Fit(legs, valuation, asOf);
        _exposures.Revalue(legs, valuation, spot);
        ExpiryVariance variance = _variance.Of(legs, valuation, future, asOf);
        Result = new ChainAnalytics(expiry, asOf, received, spot, smile, _exposures.Sums, _exposures.Profile.ToArray(), variance);
        _count = legs.StrikeCount;
        if (_strikes.Length < _count)
        {
            _strikes = new double[legs.Strikes.Length];
        }

        legs.Strikes.AsSpan(0, _count).CopyTo(_strikes);
    }

    private ReadOnlySpan<double> Strikes => _strikes.AsSpan(0, _count);
}
