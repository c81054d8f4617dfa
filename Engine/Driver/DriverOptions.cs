using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Driver;

/// <summary>How the driver treats ticks and values books: by default as the server does.</summary>
public sealed record DriverOptions
{
    public static DriverOptions Default { get; } = new();

    /// <summary>How often chains are revalued, by market time; zero after every submit. Results do not depend on it, only the work does.</summary>
    public TimeSpan Cadence { get; init; } = TimeSpan.FromMilliseconds(100);

    public ChainOptions Chain { get; init; } = ChainOptions.Default;

    public ProductOptions Product { get; init; } = ProductOptions.Default;

    public ValidationOptions Validation { get; init; } = new();

    public DeduplicationOptions Deduplication { get; init; } = new();
}
