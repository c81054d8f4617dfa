using System.Text.Json;

namespace TradingAnalytics.Engine.History;

/// <summary>The metrics by name.</summary>
public static class HistoryMetrics
{
    private static readonly string[] s_names = [.. Enum.GetNames<HistoryMetric>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static int Count => s_names.Length;

    /// <summary>All names, in the order of <see cref="HistoryMetric"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    public static string NameOf(HistoryMetric metric) => s_names[(int)metric];

    /// <summary>Whether it is kept of a product as a whole too, and not of its chains only.</summary>
    public static bool IsOfProduct(HistoryMetric metric) =>
        metric is HistoryMetric.Spot or HistoryMetric.Gex or HistoryMetric.Flip or HistoryMetric.VolatilityIndex;
}
