namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>What tidying a product came to.</summary>
/// <param name="MarketUnixMicroseconds">The market time the product itself has seen.</param>
/// <param name="RetiredChains">Chains it retired.</param>
[GenerateSerializer, Immutable, Alias("ta.ProductTidied")]
public sealed record ProductTidied([property: Id(0)] long MarketUnixMicroseconds, [property: Id(1)] int RetiredChains);
