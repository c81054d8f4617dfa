using System.Text.Json;

namespace TradingAnalytics.Soak;

/// <summary>A room's table as a client builds it from a snapshot and deltas: header cells and rows of cells, each kept as the JSON text it came as.</summary>
internal sealed class ClientTable
{
    private static readonly HashSet<string> Envelope = ["room", "product", "expiry", "epoch", "from", "sequence", "legs", "expiries", "contract"];
    private static readonly HashSet<string> Keys = ["strike", "right", "expiry"];
    private readonly Dictionary<string, string> _header = [];
    private readonly SortedDictionary<string, Dictionary<string, string>> _rows = new(StringComparer.Ordinal);

    private ClientTable()
    {
    }

    public long Epoch { get; private set; }

    public long Sequence { get; private set; }

    public int Rows => _rows.Count;

    /// <summary>A whole table: a SignalR snapshot, or what REST answers.</summary>
    public static ClientTable From(JsonElement snapshot)
    {
        var table = new ClientTable { Epoch = snapshot.GetProperty("epoch").GetInt64() };
        table.Take(snapshot);
        return table;
    }

    /// <summary>False when the delta does not begin where the table is: a gap.</summary>
    public bool TryApply(JsonElement delta)
    {
        if (delta.GetProperty("epoch").GetInt64() != Epoch || delta.GetProperty("from").GetInt64() != Sequence)
        {
            return false;
        }

        Take(delta);
        return true;
    }

    public ClientTable Copy()
    {
        var copy = new ClientTable { Epoch = Epoch, Sequence = Sequence };
        foreach ((string name, string text) in _header)
        {
            copy._header[name] = text;
        }

        foreach ((string key, Dictionary<string, string> cells) in _rows)
        {
            copy._rows[key] = new Dictionary<string, string>(cells);
        }

        return copy;
    }

    /// <summary>The first difference in words; null when the tables are equal.</summary>
    public string? DifferenceFrom(ClientTable other) =>
        Difference("header", _header, other._header)
        ?? _rows.Keys.Union(other._rows.Keys)
            .Select(key => _rows.TryGetValue(key, out var own) && other._rows.TryGetValue(key, out var theirs) ? Difference(key, own, theirs) : $"row {key} is on one side only")
            .FirstOrDefault(difference => difference is not null);

    private static string? Difference(string place, Dictionary<string, string> own, Dictionary<string, string> theirs) =>
        own.Keys.Union(theirs.Keys)
            .Where(name => own.GetValueOrDefault(name, "null") != theirs.GetValueOrDefault(name, "null"))
            .Select(name => $"{place}.{name}: client {own.GetValueOrDefault(name, "absent")}, REST {theirs.GetValueOrDefault(name, "absent")}")
            .FirstOrDefault();

    private void Take(JsonElement message)
    {
        Sequence = message.GetProperty("sequence").GetInt64();
        foreach (JsonProperty property in message.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement row in property.Value.EnumerateArray())
                {
                    TakeRow(row);
                }
            }
            else if (!Envelope.Contains(property.Name))
            {
                _header[property.Name] = property.Value.GetRawText();
            }
        }
    }

    private void TakeRow(JsonElement row)
    {
        string key = row.TryGetProperty("strike", out JsonElement strike) ? $"{strike.GetRawText()} {row.GetProperty("right").GetString()}" : row.GetProperty("expiry").GetString()!;
        if (!_rows.TryGetValue(key, out Dictionary<string, string>? cells))
        {
            _rows[key] = cells = [];
        }

        foreach (JsonProperty cell in row.EnumerateObject())
        {
            if (!Keys.Contains(cell.Name))
            {
                cells[cell.Name] = cell.Value.GetRawText();
            }
        }
    }
}
