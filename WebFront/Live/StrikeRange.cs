using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The strikes a view shows, both ends included.</summary>
internal readonly record struct StrikeRange(double Lowest, double Highest)
{
    public static StrikeRange All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool IsAll => this == All;

    public bool Holds(RowKey leg) => leg.Strike >= Lowest && leg.Strike <= Highest;
}
