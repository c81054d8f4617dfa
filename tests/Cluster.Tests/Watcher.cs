using TradingAnalytics.Client;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>A trader's program: the product's own client, with an eye on how long each room is silent.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly MarketClient _client;
    private readonly Checker _checker;
    private readonly string _name;
    private readonly Dictionary<string, LiveRoom> _rooms = [];
    private readonly Dictionary<string, Silence> _silences = [];
    private readonly Dictionary<string, int> _resyncs = [];

    public Watcher(string name, int port, IEnumerable<string> rooms, Checker checker)
    {
        _name = name;
        _checker = checker;
        _client = new MarketClient(new MarketClientOptions { Server = new Uri($"http://127.0.0.1:{port}"), AskAgainAfter = TimeSpan.FromSeconds(2), LastRetry = TimeSpan.FromSeconds(2) });
        foreach (string room in rooms)
        {
            LiveRoom live = _client.Watch(room);
            live.Changed += OnChanged;
            live.Resynced += OnResynced;
            _rooms[room] = live;
        }

        Reset();
        _client.Start();
    }

    public string Name => _name;

    public IReadOnlyDictionary<string, LiveRoom> Rooms => _rooms;

    /// <summary>Why copies went on otherwise than by the next delta, and how often.</summary>
    public string Resyncs
    {
        get
        {
            lock (_silences)
            {
                return string.Join(", ", _resyncs.Select(resync => $"{resync.Key} {resync.Value}"));
            }
        }
    }

    /// <summary>Measures silences from now on.</summary>
    public void Reset()
    {
        lock (_silences)
        {
            foreach (string room in _rooms.Keys)
            {
                _silences[room] = Silence.Begin();
            }
        }
    }

    /// <summary>The longest silence of each room, one that still lasts included, and when it began.</summary>
    public Dictionary<string, (TimeSpan Time, DateTimeOffset From)> Silences()
    {
        lock (_silences)
        {
            return _silences.ToDictionary(silence => silence.Key, silence => silence.Value.Longest());
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void OnChanged(LiveRoom room)
    {
        lock (_silences)
        {
            _silences[room.Name] = _silences[room.Name].Broken();
        }

        _checker.Saw(_name, room);
    }

    private void OnResynced(LiveRoom room, ResyncNotice notice)
    {
        lock (_silences)
        {
            _resyncs[notice.Reason] = _resyncs.GetValueOrDefault(notice.Reason) + 1;
        }

        if (notice.Reason == "client")
        {
            _checker.Fault($"{_name}: {room.Name} was sent a delta that does not follow on");
        }
    }
}
