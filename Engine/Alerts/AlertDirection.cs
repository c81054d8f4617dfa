namespace TradingAnalytics.Engine.Alerts;

/// <summary>Which way a value has to go.</summary>
public enum AlertDirection : byte
{
    Either = 0,
    Up = 1,
    Down = 2,
}
