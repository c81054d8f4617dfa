namespace TradingAnalytics.WebFront.History;

/// <summary>States that were kept on demand.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Snapshots">The product's own first, then its chains'.</param>
internal sealed record SnapshotsAnswer(string Product, IReadOnlyList<SnapshotJson> Snapshots);
