using System.Globalization;
using System.Text.Json;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Numbers as the market verbs write them; "none" is a dash for people, an empty field in CSV and null in JSON.</summary>
internal static class TableText
{
    public static string Shown(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";

    public static string Field(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    public static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>An enumeration's value as it is named in live tables and JSON.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
