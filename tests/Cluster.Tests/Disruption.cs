namespace TradingAnalytics.Cluster.Tests;

/// <summary>What is done to a cluster.</summary>
internal enum Disruption
{
    /// <summary>A silo that does not hold the market is killed (SIGKILL) and started again.</summary>
    KillSilo = 0,

    /// <summary>The holder of the market is killed and started again.</summary>
    KillHolder = 1,

    /// <summary>A silo that does not hold the market is asked to end (SIGTERM) and started again.</summary>
    StopSilo = 2,

    /// <summary>A silo is stopped (SIGSTOP) for longer than its membership lasts, and wakes.</summary>
    PauseSilo = 3,

    /// <summary>The holder of the market is stopped for longer than its lease and membership last, and wakes.</summary>
    PauseHolder = 4,

    /// <summary>Redis is killed and started again.</summary>
    KillRedis = 5,

    /// <summary>A web front is killed and started again.</summary>
    KillWeb = 6,

    /// <summary>Two silos hear nothing of each other, and each hears the third and Redis.</summary>
    Partition = 7,

    /// <summary>A silo hears no other silo, and Redis hears all.</summary>
    Isolation = 8,

    /// <summary>The holder of the market is asked to end (SIGTERM) and started again.</summary>
    StopHolder = 9,
}
