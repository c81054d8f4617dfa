using System.Text.Json.Nodes;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>A client's copy of a room, kept as docs/protocol.md says and knowing nothing of the server's types. It remembers each state it was in.</summary>
internal sealed class JsonReplica
{
    private static readonly string[] Envelope = ["room", "epoch", "from", "sequence"];

    private readonly Lock _gate = new();
    private JsonObject _state = [];

    public Dictionary<(long Epoch, long Sequence), JsonObject> States { get; } = [];

    public int Snapshots { get; private set; }

    public int Deltas { get; private set; }

    public List<string> Faults { get; } = [];

    public (long Epoch, long Sequence) Version
    {
        get
        {
            lock (_gate)
            {
                return _state.Count == 0 ? (-1, -1) : VersionOf(_state);
            }
        }
    }

    public JsonObject State
    {
        get
        {
            lock (_gate)
            {
                return (JsonObject)_state.DeepClone();
            }
        }
    }

    public static (long Epoch, long Sequence) VersionOf(JsonObject table) => ((long)table["epoch"]!, (long)table["sequence"]!);

    public void Snapshot(JsonObject table)
    {
        lock (_gate)
        {
            Snapshots++;
            _state = (JsonObject)table.DeepClone();
            Remember();
        }
    }

    public void Delta(JsonObject delta)
    {
        lock (_gate)
        {
            Deltas++;
            if (_state.Count == 0 || VersionOf(_state) != ((long)delta["epoch"]!, (long)delta["from"]!))
            {
                Faults.Add($"delta {delta["epoch"]}:{delta["from"]}→{delta["sequence"]} does not apply to {(_state.Count == 0 ? "nothing" : VersionOf(_state))}");
                return;
            }

            _state["sequence"] = (long)delta["sequence"]!;
            foreach ((string name, JsonNode? value) in delta)
            {
                if (value is JsonArray rows)
                {
                    Merge((JsonArray)_state[name]!, rows);
                }
                else if (!Envelope.Contains(name))
                {
                    _state[name] = value?.DeepClone();
                }
            }

            Remember();
        }
    }

    /// <summary>Compares a REST answer with the state remembered for its version; false when this client was never there.</summary>
    public bool Compare(JsonObject table)
    {
        lock (_gate)
        {
            if (!States.TryGetValue(VersionOf(table), out JsonObject? mine))
            {
                return false;
            }

            JsonNode.DeepEquals(mine, table).ShouldBeTrue($"client at {VersionOf(table)}:\n{mine}\nserver:\n{table}");
            return true;
        }
    }

    private static void Merge(JsonArray rows, JsonArray changed)
    {
        int at = 0;
        foreach (JsonObject change in changed.OfType<JsonObject>())
        {
            (double, string) key = KeyOf(change);
            while (at < rows.Count && KeyOf((JsonObject)rows[at]!).CompareTo(key) < 0)
            {
                at++;
            }

            if (at == rows.Count || KeyOf((JsonObject)rows[at]!) != key)
            {
                rows.Insert(at, change.DeepClone());
                continue;
            }

            foreach ((string name, JsonNode? value) in change)
            {
                rows[at]![name] = value?.DeepClone();
            }
        }
    }

    /// <summary>"call" sorts before "put" and dates as text, as the server orders them.</summary>
    private static (double Strike, string Text) KeyOf(JsonObject row) => row["strike"] is { } strike ? ((double)strike, (string?)row["right"] ?? "") : row["id"] is { } id ? ((double)id, "") : (0, (string)row["expiry"]!);

    private void Remember() => States[VersionOf(_state)] = (JsonObject)_state.DeepClone();
}
