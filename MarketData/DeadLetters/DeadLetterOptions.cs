namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>Where dead letters live and how many are kept.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>Created when absent.</summary>
    public string Folder { get; set; } = "data/dead-letters";

    /// <summary>Beyond it the oldest quarter is dropped. A letter takes about 400 bytes: 64 MB are some 160,000.</summary>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>More refusals than this within a second are counted only.</summary>
    public int MaxPerSecond { get; set; } = 1_000;

    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException("DeadLetters:Folder is empty: name the folder that is to hold refused ticks.");
        }

        if (MaxBytes < 4_096)
        {
            throw new ArgumentException($"DeadLetters:MaxBytes is {MaxBytes}: give 4096 or more, such as 67108864.");
        }

        if (MaxPerSecond is < 1 or > 100_000)
        {
            throw new ArgumentException($"DeadLetters:MaxPerSecond is {MaxPerSecond}: give 1 to 100000, such as 1000.");
        }
    }
}
