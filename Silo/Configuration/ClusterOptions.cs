namespace TradingAnalytics.Silo.Configuration;

/// <summary>The cluster this process is part of. Section <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>What makes processes one cluster: <c>localhost</c> (one process, nothing to install) or <c>redis</c>, which holds the journal and the lease of the market.</summary>
    public string Provider { get; set; } = "localhost";

    /// <summary>Where the silos of a cluster find each other and keep their grains' states: <c>redis</c>, the same, or <c>mongo</c>, by section <c>Cluster:Mongo</c>.</summary>
    public string States { get; set; } = "redis";

    /// <summary>Redis, as StackExchange.Redis writes it: <c>host:6379,password=…</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The silos and web fronts that are one cluster; new for each deployment of all of them.</summary>
    public string ClusterId { get; set; } = "trading-analytics";

    /// <summary>Whose stored states they are; stays the same over all deployments, and belongs to one journal.</summary>
    public string ServiceId { get; set; } = "trading-analytics";

    /// <summary>What this process is called in the status and in its folder; by default its role, machine and first port.</summary>
    public string Name { get; set; } = "";

    /// <summary>The market waits at the start until so many silos are there (a minute at most), so that its grains spread over all of them.</summary>
    public int StartAfterSilos { get; set; } = 1;

    /// <summary>The IP address at which other machines reach this silo.</summary>
    public string Address { get; set; } = "127.0.0.1";

    public bool IsRedis => Provider == "redis";

    public bool HasStatesInMongo => States == "mongo";
}
