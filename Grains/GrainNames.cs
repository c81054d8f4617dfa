namespace TradingAnalytics.Grains;

/// <summary>Names under which grains ask for what the host gives them.</summary>
public static class GrainNames
{
    /// <summary>The grain storage provider of every grain here.</summary>
    public const string Storage = "hot";

    /// <summary>The grain storage provider in which Orleans keeps who reads which stream.</summary>
    public const string Subscriptions = "PubSubStore";

    /// <summary>The state name of a grain's own state.</summary>
    public const string State = "state";

    /// <summary>The state name of the alert rules a grain watches for users.</summary>
    public const string Alerts = "alerts";
}
