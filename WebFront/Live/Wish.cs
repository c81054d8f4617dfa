namespace TradingAnalytics.WebFront.Live;

/// <summary>What a client wants of a room. It is posted to the subscription and taken up by the room's loop.</summary>
/// <param name="View">What to show.</param>
/// <param name="Interval">Shortest mean time between two deltas.</param>
internal sealed record Wish(TableView View, TimeSpan Interval)
{
    /// <summary>The interval the client is told in the answer to its call.</summary>
    public (TimeSpan Interval, PaceReason Reason) Told { get; init; } = (Interval, PaceReason.Asked);

    /// <summary>A snapshot is sent whatever the client holds.</summary>
    public bool Snapshot { get; init; }

    /// <summary>The client changes what it watches, and is told from where on that holds.</summary>
    public bool Configures { get; init; }

    /// <summary>Where the client's copy stands, when it wants to go on from there.</summary>
    public ResumePoint? Resume { get; init; }

    /// <summary>This wish after an earlier one that nobody took up: the snapshot that one wanted is still wanted.</summary>
    public Wish After(Wish? earlier) => earlier is null || Resume is not null ? this : this with
    {
        Configures = Configures || earlier.Configures,
        Snapshot = Snapshot || earlier.Snapshot || (earlier.Resume is not null && earlier.View != View),
        Resume = earlier.Resume is not null && earlier.View == View && !Snapshot ? earlier.Resume : null,
    };
}
