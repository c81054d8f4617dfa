namespace TradingAnalytics.WebFront.Ingest;

/// <summary>What a splitter found.</summary>
internal enum SplitStatus
{
    /// <summary>One tick's JSON.</summary>
    Item,

    /// <summary>One item that cannot be a tick; the ones after it can be read.</summary>
    Refused,

    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>The batch is over.</summary>
    End,

    /// <summary>What follows cannot be read.</summary>
    Broken,
}
