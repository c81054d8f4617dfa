namespace TradingAnalytics.Engine.History.Archive;

/// <summary>Where days go that are over.</summary>
public enum ArchiveKind
{
    /// <summary>Nowhere: what is past its time is dropped.</summary>
    None = 0,

    /// <summary>Into a folder.</summary>
    Folder = 1,

    /// <summary>Into a bucket that speaks S3.</summary>
    S3 = 2,
}
