using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Validation;

/// <summary>What the validator holds ticks to.</summary>
public sealed class ValidationOptions
{
    public ValidationBounds Default { get; set; } = new();

    /// <summary>Bounds of single products, by id. Each set stands alone: what it does not name has the built-in value, not that of <see cref="Default"/>.</summary>
    public Dictionary<string, ValidationBounds> Products { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public ValidationBounds BoundsOf(ProductSpec product) => Products.TryGetValue(product.Id.ToString(), out ValidationBounds? own) ? own : Default;

    /// <summary>Throws an <see cref="ArgumentException"/> that names the key and what it should hold.</summary>
    public void Validate()
    {
        Default.Validate("Validation:Default");
        foreach ((string product, ValidationBounds bounds) in Products)
        {
            bounds.Validate($"Validation:Products:{product}");
        }
    }
}
