using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Alerts;

/// <summary>Rules on NIFTY's spot, and what they make of a series.</summary>
internal static class Rules
{
    public const long Second = 1_000_000;
    public const long Start = 1_787_000_000 * Second;

    public static readonly TableId Nifty = new TickRoute("NIFTY", Expiry.None);

    public static AlertRule On(AlertKind kind, AlertDirection direction, double threshold, double spanSeconds = 0, double cooldownSeconds = 0) => new()
    {
        Owner = "vik",
        Id = 1,
        Version = 1,
        Metric = new AlertMetric(Nifty, RowKey.Header, "spot"),
        Condition = new AlertCondition(kind, direction, threshold, TimeSpan.FromSeconds(spanSeconds)),
        Cooldown = TimeSpan.FromSeconds(cooldownSeconds),
        Repeats = true,
    };

    /// <summary>The places of a series, one value a second, at which a rule fires.</summary>
    public static int[] Fires(AlertRule rule, params ReadOnlySpan<double> values)
    {
        var watch = new AlertWatch(rule);
        var fired = new List<int>();
        for (int i = 0; i < values.Length; i++)
        {
            if (watch.Take(Start + (i * Second), values[i]) is { Outcome: AlertOutcome.Fired })
            {
                fired.Add(i);
            }
        }

        return [.. fired];
    }
}
