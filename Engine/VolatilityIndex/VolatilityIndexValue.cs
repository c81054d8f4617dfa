namespace TradingAnalytics.Engine.VolatilityIndex;

/// <summary>A product's volatility index.</summary>
/// <param name="Status">Ok, or what is to be said about it.</param>
/// <param name="Value">In percent; NaN for none.</param>
/// <param name="Near">The nearer term; default when fewer than one could be used.</param>
/// <param name="Next">The farther term; default when fewer than two could be used.</param>
/// <param name="NearWeight">Share of the near term's total variance, (N₂ − N)/(N₂ − N₁): outside 0…1 when extrapolated; NaN without two terms.</param>
/// <param name="NextWeight">One less that.</param>
public readonly record struct VolatilityIndexValue(
    VolatilityIndexStatus Status, double Value, ExpiryVariance Near, ExpiryVariance Next, double NearWeight, double NextWeight)
{
    public bool HasValue => !double.IsNaN(Value);

    internal static VolatilityIndexValue None(VolatilityIndexStatus status, in ExpiryVariance near = default) =>
        new(status, double.NaN, near, default, double.NaN, double.NaN);
}
