namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>The market at one moment, told by the silo that holds it: runs the feed and takes ticks in. Counts are since it took over.</summary>
[GenerateSerializer, Immutable, Alias("ta.MarketReport")]
public sealed record MarketReport
{
    public static MarketReport None { get; } = new();

    /// <summary>What the holder is called; empty when none holds the market.</summary>
    [Id(0)]
    public string Holder { get; init; } = "";

    /// <summary>When it took over.</summary>
    [Id(1)]
    public DateTimeOffset Since { get; init; }

    /// <summary>The fencing number under which it writes; rises by one with each holder.</summary>
    [Id(2)]
    public long Fence { get; init; }

    [Id(3)]
    public string FeedName { get; init; } = "";

    [Id(4)]
    public string FeedState { get; init; } = "";

    [Id(5)]
    public long Accepted { get; init; }

    [Id(6)]
    public long Duplicated { get; init; }

    [Id(7)]
    public long Refused { get; init; }

    [Id(8)]
    public Dictionary<string, long> RefusedByReason { get; init; } = [];

    [Id(9)]
    public double TicksPerSecond { get; init; }

    [Id(10)]
    public long QueuedTicks { get; init; }

    [Id(11)]
    public long UndeliveredTicks { get; init; }

    [Id(12)]
    public long JournalSequence { get; init; }

    /// <summary>For how long the journal has not answered; zero while it does.</summary>
    [Id(13)]
    public TimeSpan JournalSilent { get; init; }
}
