namespace TradingAnalytics.Silo.Tests;

/// <summary>The tests that share a <see cref="ClosedSilo"/>.</summary>
[CollectionDefinition(nameof(ClosedSilo))]
public sealed class ClosedSiloCollection : ICollectionFixture<ClosedSilo>;
