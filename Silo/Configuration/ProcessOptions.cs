using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>This process. Section <c>Host</c>.</summary>
public sealed class ProcessOptions
{
    public const string Section = "Host";

    /// <summary>What of the product it runs; <c>silo</c>, <c>web</c> or <c>all</c> of it.</summary>
    public string Role { get; set; } = "all";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Holds a folder per market, see <see cref="Hosting.DataDirectory"/>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>A file with the products there are, in the layout of the shipped <c>products.json</c>; empty: those shipped. The same for every process of a cluster.</summary>
    public string Catalogue { get; set; } = "";

    /// <summary>Whether the market's folder is emptied first; null: only a simulated market's.</summary>
    public bool? Fresh { get; set; }

    /// <summary>The port silos speak to each other on; 0: any that is free.</summary>
    public int SiloPort { get; set; }

    /// <summary>The port grain clients connect to; 0: any that is free.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The port this silo itself listens on, where others reach it at <see cref="SiloPort"/> through a mapping such as a container's; 0: the same.</summary>
    public int SiloListenPort { get; set; }

    /// <summary>As <see cref="SiloListenPort"/>, for <see cref="GatewayPort"/>.</summary>
    public int GatewayListenPort { get; set; }

    /// <summary>The products of <see cref="Catalogue"/>.</summary>
    /// <exception cref="CatalogueException">The file cannot be used.</exception>
    public ProductCatalogue LoadCatalogue() => Catalogue.Length == 0 ? ProductCatalogue.Load() : ProductCatalogue.LoadFile(Catalogue);
}
