using System.Globalization;
using System.Text.Json;

namespace TradingAnalytics.MarketData.Products;

/// <summary>An object of a products or calendar file that knows where it stands, so that each complaint names file and key.</summary>
internal readonly struct CatalogueNode(JsonElement element, string file, string path)
{
    public CatalogueException Wrong(string key, string what) => new($"{file}: {PathOf(key)} {what}.");

    public CatalogueNode Child(string key) =>
        Value(key) is { ValueKind: JsonValueKind.Object } value ? new CatalogueNode(value, file, PathOf(key)) : throw Wrong(key, "must be an object");

    public List<CatalogueNode> Items(string key)
    {
        JsonElement array = Value(key);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(key, "must be a list");
        }

        var items = new List<CatalogueNode>(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
        {
            string place = $"{PathOf(key)}[{items.Count}]";
            items.Add(item.ValueKind == JsonValueKind.Object ? new CatalogueNode(item, file, place) : throw new CatalogueException($"{file}: {place} must be an object."));
        }

        return items;
    }

    public List<CatalogueNode> ItemsOrNone(string key) => Has(key) ? Items(key) : [];

    public bool Has(string key) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out _);

    public string Text(string key) =>
        Value(key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : throw Wrong(key, $"must be a text, not {Shown(key)}");

    public List<string> TextsOrNone(string key)
    {
        var texts = new List<string>();
        if (!Has(key))
        {
            return texts;
        }

        JsonElement array = Value(key);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(key, "must be a list of texts");
        }

        foreach (JsonElement item in array.EnumerateArray())
        {
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong($"{key}[{texts.Count}]", "must be a text"));
        }

        return texts;
    }

    public double Number(string key, double above = double.NegativeInfinity)
    {
        double number = Value(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw Wrong(key, $"must be a number, not {Shown(key)}");
        return number > above ? number : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"must be greater than {above}, not {number}"));
    }

    public int PositiveWhole(string key) =>
        Value(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) && number > 0
            ? number
            : throw Wrong(key, $"must be a whole number above 0, not {Shown(key)}");

    public bool FlagOr(string key, bool otherwise) => !Has(key)
        ? otherwise
        : Value(key).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(key, "must be true or false"),
        };

    public DateOnly Date(string key) =>
        DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Wrong(key, $"must be a date written yyyy-MM-dd, not {Shown(key)}");

    public TimeOnly Time(string key) =>
        TimeOnly.TryParseExact(Text(key), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : throw Wrong(key, $"must be a time of day written HH:mm, not {Shown(key)}");

    public DayOfWeek Weekday(string key) =>
        Enum.TryParse(Text(key), out DayOfWeek day) && Enum.IsDefined(day) && !char.IsAsciiDigit(Text(key)[0])
            ? day
            : throw Wrong(key, $"must be a weekday such as Tuesday, not {Shown(key)}");

    /// <summary>One of a few words; the complaint lists them.</summary>
    public T Choice<T>(string key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        string text = Text(key);
        var words = new List<string>();
        foreach ((string word, T value) in choices)
        {
            if (word == text)
            {
                return value;
            }

            words.Add(word);
        }

        throw Wrong(key, $"must be one of {string.Join(", ", words)}, not {Shown(key)}");
    }

    private JsonElement Value(string key) => Has(key) ? element.GetProperty(key) : throw Wrong(key, "is missing");

    private string Shown(string key) => Has(key) ? element.GetProperty(key).GetRawText() : "nothing";

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
