namespace TradingAnalytics.Silo.Journal;

/// <summary>Who holds the market, as it stands in Redis.</summary>
/// <param name="Fence">Rises by one with each holder; 0: there has been none.</param>
/// <param name="Beat">Rises with each sign of life.</param>
/// <param name="Holder">The holder's run; empty when it has let go.</param>
/// <param name="Name">What the holder is called.</param>
/// <param name="Silo">Its address in the cluster.</param>
/// <param name="Since">When it took the market, by its clock.</param>
/// <param name="Position">How far the feed had come, in the feed's words; empty when it does not say.</param>
internal sealed record LeaseState(long Fence, long Beat, string Holder, string Name, string Silo, DateTimeOffset Since, string Position)
{
    public static LeaseState None { get; } = new(0, 0, "", "", "", default, "");
}
