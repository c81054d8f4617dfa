namespace TradingAnalytics.Engine.Bars;

/// <summary>The widths of bars kept live; the value is the width in seconds.</summary>
public enum BarInterval
{
    OneSecond = 1,
    OneMinute = 60,
}
