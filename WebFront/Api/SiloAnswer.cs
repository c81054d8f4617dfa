namespace TradingAnalytics.WebFront.Api;

/// <summary>One silo of the cluster, with its activations by grain type.</summary>
internal sealed record SiloAnswer(string Address, string Name, string Status, DateTimeOffset Started, int Activations, IReadOnlyDictionary<string, int> ActivationsByType);
