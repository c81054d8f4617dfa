namespace TradingAnalytics.Grains.Catchup;

/// <summary>What to do with a delivered frame.</summary>
public enum FrameVerdict : byte
{
    Apply = 0,

    /// <summary>It is applied already.</summary>
    PassOver = 1,

    /// <summary>Frames before it may be missing: read the journal, then judge again.</summary>
    Gap = 2,
}
