using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Products;

namespace TradingAnalytics.Engine.Live;

/// <summary>The shapes of the tables that books and grains write.</summary>
public static class LiveSchemas
{
    /// <exception cref="ArgumentOutOfRangeException">No book writes such a table.</exception>
    public static LiveSchema Of(TableId id) => id.Kind switch
    {
        TableKind.Product => ProductSchema.Table,
        TableKind.Chain => ChainSchema.Table,
        TableKind.Smile => SmileTable.Schema,
        TableKind.Exposures when id.Route.IsChain => ExposureTable.Schema,
        TableKind.Exposures => ProductExposureTable.Schema,
        TableKind.Surface => SurfaceTable.Schema,
        TableKind.VolatilityIndex => VolatilityIndexTable.Schema,
        TableKind.Alerts => AlertTable.Schema,
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "No book writes such a table."),
    };
}
