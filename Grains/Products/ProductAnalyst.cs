using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <summary>One life of a product's analytics: what its chains told, and the tables that come of it.</summary>
public sealed class ProductAnalyst(ProductSpec product, VolatilityIndexOptions options, long epoch)
{
    private readonly ProductAnalysis _analysis = new(product, options);
    private TableGroup _tables = new(epoch, ProductAnalysis.Tables);

    /// <summary>Whether something came since the last publication.</summary>
    public bool IsDirty => _analysis.IsDirty;

    public void Take(ChainAnalytics chain) => _analysis.Take(chain);

    /// <summary>Takes what the volatility index closed at on former days.</summary>
    public void Take(DailyCloses closes) => _analysis.Take(closes);

    /// <summary>Takes an expiry out. Rows never leave a table, so the tables begin anew, under a new epoch.</summary>
    public void Forget(Expiry expiry, long newEpoch)
    {
        _analysis.Forget(expiry);
        _tables = new TableGroup(newEpoch, ProductAnalysis.Tables);
    }

    /// <summary>What changed in each table since the last publication is its next version.</summary>
    public List<(TableKind Kind, LiveUpdate Update)> Publish()
    {
        _analysis.Publish(_tables);
        return _tables.Commit();
    }

    /// <summary>The tables, for whoever looks at single cells.</summary>
    public TableGroup Tables => _tables;

    /// <summary>A table as last published.</summary>
    public LiveUpdate Snapshot(TableKind kind) => _tables.Snapshot(kind);
}
