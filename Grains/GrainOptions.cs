using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains;

/// <summary>How the grains run. Section <c>Grains</c>.</summary>
public sealed class GrainOptions
{
    public const string Section = "Grains";

    /// <summary>How often a product or a chain publishes what changed; zero: after every batch. Up to a minute.</summary>
    public TimeSpan Cadence { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How often a chain's smile, exposures and variance, and what its product makes of them, are computed and published when something changed; zero: after every batch. Up to a minute. They cost a
    /// fit and a profile of the whole chain each time.
    /// </summary>
    public TimeSpan AnalyticsCadence { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How volatility indices are made, where <see cref="VolatilityIndices"/> says nothing else.</summary>
    public VolatilityIndexOptions VolatilityIndex { get; set; } = new();

    /// <summary>How that of one product is made, by the product's id.</summary>
    public Dictionary<string, VolatilityIndexOptions> VolatilityIndices { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often changed state is stored: what a restart need not read again from the journal. 1 s to 10 min.</summary>
    public TimeSpan SaveEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after its cut-off, by market time, a chain retires. Up to 7 days.</summary>
    public TimeSpan RetireAfter { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How often housekeeping looks for what no tick causes: chains of silent products that are over. 1 min to 1 day.</summary>
    public TimeSpan HousekeepEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After so long without a tick, by our clock, a product's chains retire by the market time of the others. 1 min to 30 days.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long after its expiry the directory remembers that a chain retired: longer than the journal is kept, or its frames would bring it back. 1 to 3,650 days.</summary>
    public TimeSpan RememberRetiredFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a grain without calls stays in memory. 2 min to 7 days.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often publishing one update on a full stream is tried again before the update is dropped. 0 to 20.</summary>
    public int StreamRetries { get; set; } = 4;

    /// <summary>Wait before the first such retry; it doubles with each. 1 ms to 1 s.</summary>
    public TimeSpan StreamRetryDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    public VolatilityIndexOptions VolatilityIndexOf(ProductId product) => VolatilityIndices.GetValueOrDefault(product.ToString(), VolatilityIndex);
}
