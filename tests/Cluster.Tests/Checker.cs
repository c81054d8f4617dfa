using TradingAnalytics.Client;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>
/// Keeps what everyone has seen. Whoever shows a room at an epoch and sequence must show the same as everyone else at these, and no client's version ever goes back: two silos that served a chain under
/// one epoch, a delta that did not fit, or an epoch that lost would show here.
/// </summary>
internal sealed class Checker
{
    private const int MostFaults = 50;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Room, long Epoch, long Sequence), (int Hash, string Who, string Content)> _seen = [];
    private readonly Dictionary<(string Who, string Room), (long Epoch, long Sequence)> _versions = [];
    private readonly HashSet<(string Room, long Epoch)> _epochs = [];
    private readonly List<string> _faults = [];

    public string[] Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Versions that more than one has shown.</summary>
    public long Compared { get; private set; }

    public int Epochs => _epochs.Count;

    public void Fault(string what)
    {
        lock (_gate)
        {
            if (_faults.Count < MostFaults)
            {
                _faults.Add(what);
            }
        }
    }

    /// <summary>A client's copy has moved on.</summary>
    public void Saw(string who, LiveRoom room) => room.Read(table =>
    {
        lock (_gate)
        {
            (long Epoch, long Sequence) version = (table.Epoch, table.Sequence);
            if (_versions.TryGetValue((who, room.Name), out (long Epoch, long Sequence) before) && version.CompareTo(before) < 0)
            {
                Fault($"{who}: {room.Name} went back from {before} to {version}");
            }

            _versions[(who, room.Name)] = version;
        }

        Shown(who, room.Name, table.Epoch, table.Sequence, Canonical.Of(table));
        return true;
    });

    /// <summary>Someone shows a room at a version.</summary>
    public void Shown(string who, string room, long epoch, long sequence, string content)
    {
        lock (_gate)
        {
            _epochs.Add((room, epoch));
            int hash = content.GetHashCode(StringComparison.Ordinal);
            if (!_seen.TryGetValue((room, epoch, sequence), out (int Hash, string Who, string Content) first))
            {
                _seen[(room, epoch, sequence)] = (hash, who, content);
                return;
            }

            Compared++;
            if (first.Hash != hash)
            {
                Fault($"{room} at {epoch}:{sequence}: {who} and {first.Who} show different things: {Canonical.Difference(content, first.Content)}");
            }
        }
    }

    /// <summary>Versions of the past are not shown again once all rest at a later one: their content is let go.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _seen.Clear();
        }
    }
}
