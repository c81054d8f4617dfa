namespace TradingAnalytics.WebFront.Ingest;

/// <summary>Why reading a batch ended.</summary>
internal enum IngestStop
{
    /// <summary>All of it was read.</summary>
    End = 0,

    /// <summary>Its JSON broke off or was unreadable from some place on.</summary>
    Broken,

    /// <summary>It held more ticks than one batch may.</summary>
    TooManyTicks,

    /// <summary>It was longer than one batch may be.</summary>
    TooManyBytes,
}
