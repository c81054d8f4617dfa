namespace TradingAnalytics.MarketData.Deduplication;

/// <summary>How long and how many tick ids are remembered.</summary>
public sealed class DeduplicationOptions
{
    /// <summary>At least so long an id is remembered, and up to a third longer.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>At most so many ids at once, 11 to 21 bytes each: 25 million are 268 MB and last an hour at 5,200 ticks/s.</summary>
    public int MaxIds { get; set; } = 25_000_000;

    /// <summary>Takes the memory for all of <see cref="MaxIds"/> at start, for a server whose memory shall be level from its first minute; else it grows as ids come.</summary>
    public bool Reserve { get; set; }

    public void Validate()
    {
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(7))
        {
            throw new ArgumentException($"Deduplication:Window is {Window}: give one second to seven days, such as 01:00:00.");
        }

        if (MaxIds is < 1_000 or > 500_000_000)
        {
            throw new ArgumentException($"Deduplication:MaxIds is {MaxIds}: give 1000 to 500000000, such as 25000000.");
        }
    }
}
