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

    /// <summary>The products shipped with the platform (<c>MarketData/Products/products.json</c>, embedded).</summary>
    public static ProductCatalogue Load()
    {
        using Stream stream = CatalogueReader.Embedded("products.json")!;
        return LoadFrom(stream);
    }

    /// <summary>Reads a catalogue in the layout of the embedded <c>products.json</c>; its venues name embedded calendars (<c>nse</c>, <c>every-day</c>).</summary>
    /// <param name="json">UTF-8 text; comments and trailing commas are allowed.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="CatalogueException">Names the file, the key and what is wrong.</exception>
    public static ProductCatalogue LoadFrom(Stream json, string name = "products.json") => CatalogueReader.Read(json, name, folder: null);

    /// <summary>Like <see cref="LoadFrom"/>; a venue's calendar <c>x</c> is looked for as <c>x.json</c> beside the file first, then among the embedded ones.</summary>
    /// <exception cref="CatalogueException">Names the file, the key and what is wrong.</exception>
    public static ProductCatalogue LoadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return CatalogueReader.Read(stream, Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    public IReadOnlyCollection<ProductSpec> Products => _byId.Values;

    public ProductSpec? Find(ProductId product) => _byId.GetValueOrDefault(product);

    /// <summary>By id or alias, whatever the case.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ProductSpec? product) => _byName.TryGetValue(name, out product);
}
