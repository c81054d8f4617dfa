using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Alerts;

/// <summary>
/// The rules of all users on what one actor (a chain, a product, a product's analytics) writes. The actor shows it its cells whenever they may have changed; without rules that is one comparison. No clock: times
/// are market times. One writer at a time.
/// </summary>
/// <param name="most">Rules it takes at most, of all users.</param>
public sealed class AlertBook(int most)
{
    private readonly Dictionary<string, Entry[]> _byOwner = [];
    private Entry[] _entries = [];

    /// <summary>Whether there is nothing to watch.</summary>
    public bool IsEmpty => _entries.Length == 0;

    /// <summary>Replaces a user's rules by these. One that has not changed goes on from where it is. False, and nothing is changed, when there are too many.</summary>
    public bool Arm(string owner, IReadOnlyList<AlertRule> rules)
    {
        Entry[] before = _byOwner.GetValueOrDefault(owner, []);
        if (_entries.Length - before.Length + rules.Count > most && rules.Count > before.Length)
        {
            return false;
        }

        // A column that this version does not know is watched in vain rather than refused: its rule may come from a newer one.
        Entry[] after = [.. rules.Where(rule => rule.Enabled).Select(rule => before.FirstOrDefault(entry => entry.Rule.Id == rule.Id && entry.Rule.Version == rule.Version) ?? new Entry(rule))];
        _byOwner.Remove(owner);
        if (after.Length > 0)
        {
            _byOwner.Add(owner, after);
        }

        _entries = [.. _byOwner.Values.SelectMany(entries => entries)];
        return true;
    }

    /// <summary>Shows the cells of one table, or of all the actor has where they are of one kind, at a market time.</summary>
    /// <param name="kind">Of which table they are.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="now">Market time in Unix microseconds; 0 says that there is none yet.</param>
    /// <param name="fired">Takes what came of it.</param>
    public void Evaluate(TableKind kind, ICellSource cells, long now, List<AlertFiring> fired)
    {
        if (now == 0)
        {
            return;
        }

        foreach (Entry entry in _entries)
        {
            if (entry.Kind == kind && !entry.Watch.IsDone && entry.Column >= 0 && entry.Watch.Take(now, cells.Cell(entry.Row, entry.Column)) is { } firing)
            {
                fired.Add(firing);
            }
        }
    }

    /// <summary>What the actor writes is over: every rule ends.</summary>
    public void End(long now, List<AlertFiring> ended)
    {
        ended.AddRange(_entries.Where(entry => !entry.Watch.IsDone).Select(entry => entry.Watch.End(now)));
        _entries = [];
        _byOwner.Clear();
    }

    private sealed class Entry(AlertRule rule)
    {
        public AlertRule Rule => rule;

        public TableKind Kind { get; } = rule.Metric.Table.Kind;

        public RowKey Row { get; } = rule.Metric.Row;

        public int Column { get; } = rule.Metric.Find();

        public AlertWatch Watch { get; } = new(rule);
    }
}
