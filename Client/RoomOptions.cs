namespace TradingAnalytics.Client;

/// <summary>What to be shown of a room, and how often. What is left out is at the server's default.</summary>
public sealed record RoomOptions
{
    /// <summary>Shortest mean time between two updates, 0 to 60 s.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Names of the columns to show; all without.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Chains only: so many strikes on each side of the money.</summary>
    public int? Strikes { get; init; }

    /// <summary>Chains only.</summary>
    public GreeksSet? Greeks { get; init; }

    /// <summary>As the protocol writes them; null where nothing is asked for.</summary>
    internal Dictionary<string, object> ToWire((long Epoch, long Sequence)? resume)
    {
        var wire = new Dictionary<string, object>();
        if (Interval is { } interval)
        {
            wire["interval"] = interval.TotalMilliseconds;
        }

        if (Fields is { } fields)
        {
            wire["fields"] = fields;
        }

        if (Strikes is { } strikes)
        {
            wire["strikes"] = strikes;
        }

        if (Greeks is { } greeks)
        {
            wire["greeks"] = greeks switch { GreeksSet.None => "none", GreeksSet.Full => "full", _ => "first" };
        }

        if (resume is { } point)
        {
            wire["resume"] = new Dictionary<string, long> { ["epoch"] = point.Epoch, ["sequence"] = point.Sequence };
        }

        return wire;
    }
}
