namespace TradingAnalytics.Engine.Alerts;

/// <summary>What happened to a rule.</summary>
public enum AlertOutcome : byte
{
    /// <summary>It fired.</summary>
    Fired = 0,

    /// <summary>Its time was over, or what it watches has gone.</summary>
    Expired = 1,
}
