namespace TradingAnalytics.Engine.Resilience;

/// <summary>Whether calls to a store go through.</summary>
public enum BreakerState
{
    /// <summary>They do.</summary>
    Closed = 0,

    /// <summary>One does, and decides.</summary>
    HalfOpen = 1,

    /// <summary>They fail at once.</summary>
    Open = 2,
}
