using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>The recorders of products, one each. One caller at a time.</summary>
public sealed class ProductRecorders(IGrainFactory grains, IHistoryStore store, SnapshotTaker snapshots, IOptions<HistoryOptions> options)
{
    private readonly Dictionary<ProductId, ProductRecorder> _products = [];

    public ProductRecorder Of(ProductId product)
    {
        if (!_products.TryGetValue(product, out ProductRecorder? recorder))
        {
            recorder = new ProductRecorder(
                product,
                grains.GetGrain<IProductGrain>(product.ToString()),
                grains.GetGrain<IProductAnalyticsGrain>(product.ToString()),
                store,
                snapshots,
                options.Value.SnapshotEvery);
            _products.Add(product, recorder);
        }

        return recorder;
    }
}
