namespace TradingAnalytics.Silo.Tests;

/// <summary>The tests that share a <see cref="PlainSilo"/>.</summary>
[CollectionDefinition(nameof(PlainSilo))]
public sealed class PlainSiloCollection : ICollectionFixture<PlainSilo>;
