using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Products;

/// <summary>
/// A product's surface, exposures and volatility index, made of what its chains tell (<see cref="ChainAnalytics"/>) and, for the index's rank alone, of what it closed at on former days: the chains and the
/// history tell it again to whoever asks, so none of it is stored. One writer at a time.
/// </summary>
public sealed class ProductAnalysis(ProductSpec product, VolatilityIndexOptions options)
{
    private readonly SortedList<Expiry, ChainAnalytics> _chains = [];
    private readonly ProductExposureRule _exposures = new();
    private readonly VolatilityIndexRule _index = new(product, options);
    private readonly ProductSurface _surface = new();
    private ExpiryVariance[] _terms = [];
    private SmileFit[] _smiles = [];
    private DailyCloses _closes = DailyCloses.None;

    /// <summary>The tables of a product beyond its own.</summary>
    public static (TableKind Kind, LiveSchema Schema)[] Tables =>
        [(TableKind.Exposures, ProductExposureTable.Schema), (TableKind.Surface, SurfaceTable.Schema), (TableKind.VolatilityIndex, VolatilityIndexTable.Schema)];

    /// <summary>Whether something came since the last publication.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Takes what a chain tells, unless it is older than what is known of it.</summary>
    public void Take(ChainAnalytics chain)
    {
        if (!_chains.TryGetValue(chain.Expiry, out ChainAnalytics? known) || chain.AsOfUnixMicroseconds >= known.AsOfUnixMicroseconds)
        {
            _chains[chain.Expiry] = chain;
            IsDirty = true;
        }
    }

    /// <summary>Takes what the volatility index closed at on the days before this one.</summary>
    public void Take(DailyCloses closes)
    {
        _closes = closes;
        IsDirty = true;
    }

    /// <summary>Takes out an expiry that is over. Its rows stay in tables already published to: rows never leave one.</summary>
    public void Forget(Expiry expiry)
    {
        _chains.Remove(expiry);
        IsDirty = true;
    }

    /// <summary>Writes every cell; the tables find what changed. Needs one of each of <see cref="Tables"/>.</summary>
    public void Publish(TableGroup tables)
    {
        IsDirty = false;
        double spot = double.NaN;
        long asOf = 0;
        long received = 0;
        _exposures.Begin();
        if (_terms.Length != _chains.Count)
        {
            _terms = new ExpiryVariance[_chains.Count];
            _smiles = new SmileFit[_chains.Count];
        }

        for (int i = 0; i < _chains.Count; i++)
        {
            ChainAnalytics chain = _chains.GetValueAtIndex(i);
            if (chain.AsOfUnixMicroseconds >= asOf)
            {
                (asOf, spot) = (chain.AsOfUnixMicroseconds, chain.Spot);
            }

            received = Math.Max(received, chain.ReceivedUnixMicroseconds);
            _terms[i] = chain.Variance;
            _smiles[i] = chain.Smile;

            // A chain on a silo of another version may have other moves: then its sums are shown in its own row and in no total.
            if (chain.GammaProfile.Length == GammaProfile.Count)
            {
                _exposures.Add(chain.Exposures, chain.GammaProfile);
            }
        }

        SurfaceCertificate certificate = _surface.Fit(_smiles);
        SurfaceTable.Write(tables[TableKind.Surface], new SurfaceHeader(_surface.Count, certificate, spot, asOf, received), _chains.Values, _surface);
        ProductExposureTable.Write(tables[TableKind.Exposures], new ProductExposures(_exposures.Sums(spot), _exposures.Chains, spot, asOf, received), _chains.Values);
        VolatilityIndexTable.Write(tables[TableKind.VolatilityIndex], new IndexHeader(_index.Of(_terms, asOf), options, _closes, spot, asOf, received), _terms);
    }
}
