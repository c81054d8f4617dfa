using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Client;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>One text for one content of a table, whether it came by REST or by the client's copy: a line per header column and per cell of a row, in order.</summary>
internal static class Canonical
{
    private static readonly string[] Envelope = ["room", "epoch", "sequence"];

    public static string Of(RoomTable table)
    {
        var lines = new List<string>();
        foreach ((string name, object? value) in table.Header)
        {
            lines.Add($"{name}={Text(value)}");
        }

        foreach (string key in table.Rows)
        {
            foreach ((string name, object? value) in table.Row(key)!)
            {
                lines.Add($"{key}.{name}={Text(value)}");
            }
        }

        return Join(lines);
    }

    public static string Of(JsonElement table)
    {
        var lines = new List<string>();
        foreach (JsonProperty property in table.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement row in property.Value.EnumerateArray())
                {
                    string key = KeyOf(row);
                    lines.AddRange(row.EnumerateObject().Select(cell => $"{key}.{cell.Name}={Text(ValueOf(cell.Value))}"));
                }
            }
            else if (property.Value.ValueKind != JsonValueKind.Object && !Envelope.Contains(property.Name))
            {
                lines.Add($"{property.Name}={Text(ValueOf(property.Value))}");
            }
        }

        return Join(lines);
    }

    /// <summary>What one has and the other has not.</summary>
    public static string Difference(string mine, string other)
    {
        string[] left = mine.Split('\n'), right = other.Split('\n');
        return $"[{string.Join(", ", left.Except(right).Take(5))}] against [{string.Join(", ", right.Except(left).Take(5))}]";
    }

    private static string KeyOf(JsonElement row) =>
        row.TryGetProperty("strike", out JsonElement strike) ? $"{strike.GetRawText()}:{row.GetProperty("right").GetString()}" : row.GetProperty("expiry").GetString()!;

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string Text(object? value) => value is null ? "none" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Join(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
