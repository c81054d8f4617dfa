using System.Globalization;
using System.Text.Json;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Values a client sent, in one shape whichever protocol brought them: null, bool, double, string, a list, a dictionary by name.</summary>
internal static class WireValue
{
    private const int LongestText = 60;

    public static object? Of(object? value) => value switch
    {
        null or bool or string => value,
        JsonElement json => Of(json),
        IDictionary<object, object?> map => map.ToDictionary(pair => Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, pair => Of(pair.Value)),
        object?[] items => items.Select(Of).ToArray(),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => value.GetType().Name,
    };

    /// <summary>As a message may quote it.</summary>
    public static string Text(object value)
    {
        string text = value switch
        {
            string said => $"'{said}'",
            IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
            System.Collections.IDictionary => "an object",
            _ => "a list",
        };
        return text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}…";
    }

    private static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Members(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A name given twice: the last counts.</summary>
    private static Dictionary<string, object?> Members(JsonElement json)
    {
        var members = new Dictionary<string, object?>();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            members[property.Name] = Of(property.Value);
        }

        return members;
    }
}
