namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>What one round of housekeeping found to do.</summary>
/// <param name="Products">Products looked at.</param>
/// <param name="RetiredChains">Chains of products nobody sends anything, retired.</param>
/// <param name="ForgottenChains">Chains that retired so long ago that the directory need not remember them.</param>
[GenerateSerializer, Immutable, Alias("ta.HousekeepingReport")]
public sealed record HousekeepingReport([property: Id(0)] int Products, [property: Id(1)] int RetiredChains, [property: Id(2)] int ForgottenChains);
