namespace TradingAnalytics.MarketData.Deduplication;

/// <summary>How long and how many tick ids are remembered.</summary>
public sealed class DeduplicationOptions
{
    /// <summary>At least so long an id is remembered, and up to a third longer.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>At most so many ids at once. 12 to 24 bytes each, taken only as they come: 8 million are up to 134 MB and last an hour at 2,200 ticks/s.</summary>
    public int MaxIds { get; set; } = 8_000_000;

    public void Validate()
    {
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(7))
        {
            throw new ArgumentException($"Deduplication:Window is {Window}: give one second to seven days, such as 01:00:00.");
        }

        if (MaxIds is < 1_000 or > 500_000_000)
        {
            throw new ArgumentException($"Deduplication:MaxIds is {MaxIds}: give 1000 to 500000000, such as 8000000.");
        }
    }
}
