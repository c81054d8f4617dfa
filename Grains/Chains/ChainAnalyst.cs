using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Chains;

/// <summary>One life of a chain's analytics: what its book comes to, and the tables they are published to.</summary>
public sealed class ChainAnalyst(ProductSpec product, Expiry expiry, VolatilityIndexOptions options, long epoch)
{
    private readonly ChainAnalysis _analysis = new(product, expiry, options);
    private readonly TableGroup _tables = new(epoch, ChainAnalysis.Tables);

    /// <summary>What was last found; null before the first time.</summary>
    public ChainAnalytics? Result => _analysis.Result;

    /// <summary>Analyses the book as it stands; what changed in each table is its next version.</summary>
    public List<(TableKind Kind, LiveUpdate Update)> Publish(ChainBook book)
    {
        book.Analyse(_analysis);
        _analysis.Publish(_tables);
        return _tables.Commit();
    }

    /// <summary>The tables, for whoever looks at single cells.</summary>
    public TableGroup Tables => _tables;

    /// <summary>A table as last published.</summary>
    public LiveUpdate Snapshot(TableKind kind) => _tables.Snapshot(kind);
}
