namespace TradingAnalytics.Grains.Storage;

/// <summary>A state as it lies in storage. The version rises by one with every write and serves as the etag.</summary>
internal readonly record struct StoredState(long Version, byte[] Payload);
