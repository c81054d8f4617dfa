namespace TradingAnalytics.GrainClient;

/// <summary>What the sample is asked for, from the command line (<c>--Product NIFTY</c>) or the environment.</summary>
internal sealed class ClientSettings
{
    public string Product { get; set; } = "NIFTY";

    /// <summary>As yyyy-MM-dd; empty: the nearest that is live.</summary>
    public string Expiry { get; set; } = "";

    /// <summary>How many updates are followed before it ends; 0: until it is stopped.</summary>
    public int Updates { get; set; }

    /// <summary>Where the cluster's Redis is; empty: one process on this machine, found by its gateway's port.</summary>
    public string Redis { get; set; } = "";

    /// <summary>The gateway of a silo without Redis.</summary>
    public int Gateway { get; set; } = 30_000;

    public string ClusterId { get; set; } = "trading-analytics";

    public string ServiceId { get; set; } = "trading-analytics";
}
