using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>Reads the metrics of a product and its chains from its live tables as published.</summary>
public static class PublishedMetrics
{
    private static readonly int s_gamma = ProductExposureTable.Schema.HeaderColumn("gamma");
    private static readonly int s_flip = ProductExposureTable.Schema.HeaderColumn("flip");
    private static readonly int s_index = VolatilityIndexTable.Schema.HeaderColumn("index");
    private static readonly int s_chainGamma = ProductExposureTable.Schema.RowColumn("gamma");
    private static readonly int s_chainFlip = ProductExposureTable.Schema.RowColumn("flip");
    private static readonly int s_riskReversal = SurfaceTable.Schema.RowColumn("riskReversal25");
    private static readonly int s_butterfly = SurfaceTable.Schema.RowColumn("butterfly25");
    private static readonly int s_term = VolatilityIndexTable.Schema.RowColumn("volatility");

    /// <summary>A row for the product and one for each expiry of <paramref name="expiries"/> the product has; none before its first tick. All are of the product's market time.</summary>
    /// <param name="id">The product.</param>
    /// <param name="expiries">Its live chains: the tables keep rows of expiries that are over.</param>
    /// <param name="product">Its own table.</param>
    /// <param name="exposures">Of the product; like the next two up to a second behind, or empty.</param>
    /// <param name="surface">Of the product.</param>
    /// <param name="index">Its volatility index.</param>
    public static List<MetricRow> Read(ProductId id, IEnumerable<Expiry> expiries, LiveUpdate product, LiveUpdate exposures, LiveUpdate surface, LiveUpdate index)
    {
        var rows = new List<MetricRow>();
        double asOf = Cell(product, RowKey.Header, ProductColumn.AsOf);
        if (double.IsNaN(asOf))
        {
            return rows;
        }

        long second = (long)asOf / 1_000_000;
        double spot = Cell(product, RowKey.Header, ProductColumn.Spot);
        double[] whole = Values();
        whole[(int)HistoryMetric.Spot] = spot;
        whole[(int)HistoryMetric.Gex] = Cell(exposures, RowKey.Header, s_gamma);
        whole[(int)HistoryMetric.Flip] = Cell(exposures, RowKey.Header, s_flip);
        whole[(int)HistoryMetric.VolatilityIndex] = Cell(index, RowKey.Header, s_index);
        rows.Add(new MetricRow(new TickRoute(id, Expiry.None), second, whole));
        foreach (Expiry expiry in expiries)
        {
            var key = RowKey.ForExpiry(expiry);
            if (Array.IndexOf(product.Keys, key.Value) < 0)
            {
                continue;
            }

            double[] values = Values();
            values[(int)HistoryMetric.Spot] = spot;
            values[(int)HistoryMetric.Forward] = Cell(product, key, ExpiryColumn.Forward);
            values[(int)HistoryMetric.AtmIv] = Cell(product, key, ExpiryColumn.AtmIv);
            values[(int)HistoryMetric.Straddle] = Cell(product, key, ExpiryColumn.Straddle);
            values[(int)HistoryMetric.PcrOi] = Cell(product, key, ExpiryColumn.PcrOi);
            values[(int)HistoryMetric.PcrVolume] = Cell(product, key, ExpiryColumn.PcrVolume);
            values[(int)HistoryMetric.MaxPain] = Cell(product, key, ExpiryColumn.MaxPain);
            values[(int)HistoryMetric.CallOi] = Cell(product, key, ExpiryColumn.CallOi);
            values[(int)HistoryMetric.PutOi] = Cell(product, key, ExpiryColumn.PutOi);
            values[(int)HistoryMetric.Gex] = Cell(exposures, key, s_chainGamma);
            values[(int)HistoryMetric.Flip] = Cell(exposures, key, s_chainFlip);
            values[(int)HistoryMetric.RiskReversal25] = Cell(surface, key, s_riskReversal);
            values[(int)HistoryMetric.Butterfly25] = Cell(surface, key, s_butterfly);
            values[(int)HistoryMetric.VolatilityIndex] = Cell(index, key, s_term);
            rows.Add(new MetricRow(new TickRoute(id, expiry), second, values));
        }

        return rows;
    }

    private static double[] Values()
    {
        var values = new double[HistoryMetrics.Count];
        Array.Fill(values, double.NaN);
        return values;
    }

    private static double Cell(LiveUpdate table, RowKey row, int column) => LiveUpdates.TryGet(table, row, column, out double value) ? value : double.NaN;
}
