namespace TradingAnalytics.Silo.Tests;

/// <summary>The tests that share a <see cref="RealDaySilo"/>.</summary>
[CollectionDefinition(nameof(RealDaySilo))]
public sealed class RealDayCollection : ICollectionFixture<RealDaySilo>;
