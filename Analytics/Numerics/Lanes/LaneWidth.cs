namespace TradingAnalytics.Analytics.Numerics.Lanes;

/// <summary>How many doubles a batch computes side by side.</summary>
internal enum LaneWidth
{
    One = 1,
    Four = 4,
    Eight = 8,
}
