namespace TradingAnalytics.Grains.Alerts;

/// <summary>The kinds of grain that watch rules.</summary>
internal enum AlertActorKind : byte
{
    Product = 0,
    Chain = 1,
    Analytics = 2,
}
