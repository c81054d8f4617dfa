using System.Diagnostics.CodeAnalysis;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Products;

/// <summary>The products the platform knows, by id and by the other names sources use.</summary>
public sealed class ProductCatalogue
{
    private readonly Dictionary<ProductId, ProductSpec> _byId;
    private readonly Dictionary<string, ProductSpec> _byName;

    public ProductCatalogue(IEnumerable<ProductSpec> products)
    {
        _byId = products.ToDictionary(product => product.Id);
        _byName = new Dictionary<string, ProductSpec>(StringComparer.OrdinalIgnoreCase);
        foreach (ProductSpec product in _byId.Values)
        {
            foreach (string name in product.Aliases.Append(product.Id.ToString()))
            {
                _byName[name] = product;
            }
        }
    }

    public IReadOnlyCollection<ProductSpec> Products => _byId.Values;

    public ProductSpec? Find(ProductId product) => _byId.GetValueOrDefault(product);

    /// <summary>By id or alias, whatever the case.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ProductSpec? product) => _byName.TryGetValue(name, out product);
}
