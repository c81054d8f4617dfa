namespace TradingAnalytics.Grains.Tests.Messages;

/// <summary>Each message as serialised when its format was settled.</summary>
internal static class GoldenBytes
{
    private static readonly Dictionary<string, string> s_bytes = new()
    {
    };

    public static string Of(string name) => s_bytes.GetValueOrDefault(name, "");
}
