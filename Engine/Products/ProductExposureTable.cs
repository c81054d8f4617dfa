using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Products;

/// <summary>The live table of a product's exposures: the sums over its chains with the flip of the sum, and each chain's own in a row.</summary>
public static class ProductExposureTable
{
    private static readonly CellMap<ProductExposures> Header = new CellMap<ProductExposures>()
        .Name<ExposureStatus>("status", "ok, or why there are none.", static (in product) => (int)product.Sums.Status)
        .Append(ExposureCells.Units<ProductExposures>())
        .Number("chains", "Chains in the sums.", static (in product) => product.Chains)
        .Number("spot", "The underlying.", static (in product) => product.Spot)
        .Append(ExposureCells.Sums<ProductExposures>(static (in product) => product.Sums))
        .Instant("asOf", "Market time of the newest chain in them.", static (in product) => product.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took the newest tick in them.", static (in product) => product.ReceivedUnixMicroseconds);

    private static readonly CellMap<ChainAnalytics> Rows = new CellMap<ChainAnalytics>()
        .Name<ExposureStatus>("status", "ok, or why there are none.", static (in chain) => (int)chain.Exposures.Status)
        .Append(ExposureCells.Sums<ChainAnalytics>(static (in chain) => chain.Exposures))
        .Instant("asOf", "Market time of the chain.", static (in chain) => chain.AsOfUnixMicroseconds);

    public static LiveSchema Schema { get; } = new("exposures", "expiries", Header.Columns, Rows.Columns, RowKind.Expiry);

    /// <summary>Writes every cell.</summary>
    internal static void Write(LiveTable table, in ProductExposures product, IEnumerable<ChainAnalytics> chains)
    {
        Header.Write(table, 0, in product);
        foreach (ChainAnalytics chain in chains)
        {
            Rows.Write(table, table.Row(RowKey.ForExpiry(chain.Expiry)), in chain);
        }
    }
}
