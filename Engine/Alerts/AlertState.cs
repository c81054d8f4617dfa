namespace TradingAnalytics.Engine.Alerts;

/// <summary>Whether a rule is at work.</summary>
public enum AlertState : byte
{
    /// <summary>It is.</summary>
    Armed = 0,

    /// <summary>Its owner has switched it off.</summary>
    Off = 1,

    /// <summary>It fired, and was to fire once.</summary>
    Done = 2,

    /// <summary>Its time, or that of what it watches, is over.</summary>
    Expired = 3,
}
