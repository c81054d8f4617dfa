namespace TradingAnalytics.Engine.Live;

/// <summary>What a replica made of an update.</summary>
public enum ApplyResult : byte
{
    Applied = 0,

    /// <summary>It leads nowhere new: older than, or the same as, what the replica holds.</summary>
    Stale = 1,

    /// <summary>Something between is missing, or the writer began a new epoch: the replica is unchanged and needs a snapshot.</summary>
    Gap = 2,
}
