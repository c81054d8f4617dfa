namespace TradingAnalytics.Engine.Resilience;

/// <summary>The rules of all stores. Section <c>Resilience</c>.</summary>
public sealed class ResilienceOptions
{
    public const string Section = "Resilience";

    /// <summary>For every store that has none of its own.</summary>
    public StoreRules Usual { get; set; } = new();

    /// <summary>By the store's name.</summary>
    public Dictionary<string, StoreRules> Stores { get; } = new(StringComparer.OrdinalIgnoreCase);

    public StoreRules Of(string store) => Stores.GetValueOrDefault(store, Usual);
}
