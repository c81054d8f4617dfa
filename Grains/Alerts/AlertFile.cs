using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>A user's rules and what became of them: the rules of keeping them, over the state that is stored.</summary>
public sealed class AlertFile(AlertsState state, AlertOptions options)
{
    /// <summary>What is stored under a rule's id; null when nothing is.</summary>
    public AlertStanding? Find(int id) => state.Rules.Find(standing => standing.Rule.Id == id);

    /// <summary>The rule as it would be stored; null when there are too many.</summary>
    public AlertStanding? Draft(AlertRule rule)
    {
        if (Find(rule.Id) is { } before)
        {
            AlertRule after = rule with { Version = before.Rule.Version + 1, LastFiredUnixMicroseconds = before.Rule.LastFiredUnixMicroseconds };
            return before with { Rule = after, State = StateOf(after) };
        }

        AlertRule made = rule with { Id = state.LastId + 1, Version = 1, LastFiredUnixMicroseconds = 0 };
        return state.Rules.Count < options.MaxRules ? new AlertStanding(made, StateOf(made), 0, null) : null;
    }

    /// <summary>Puts a rule in place of that with its id, or behind the others.</summary>
    public void Put(AlertStanding standing)
    {
        int at = state.Rules.FindIndex(known => known.Rule.Id == standing.Rule.Id);
        if (at >= 0)
        {
            state.Rules[at] = standing;
            return;
        }

        state.Rules.Add(standing);
        state.LastId = Math.Max(state.LastId, standing.Rule.Id);
    }

    public void Remove(int id) => state.Rules.RemoveAll(standing => standing.Rule.Id == id);

    /// <summary>
    /// Takes what a rule told; what has to be delivered for it, or null. What was told before, happened in a cool-down that the teller did not know of, or comes of a rule that is another by now, counts not.
    /// </summary>
    public AlertRecord? Take(in AlertFiring firing)
    {
        if (Find(firing.Rule) is not { State: AlertState.Armed } standing || standing.Rule.Version != firing.Version)
        {
            return null;
        }

        if (firing.Outcome == AlertOutcome.Expired)
        {
            Put(standing with { State = AlertState.Expired });
            return null;
        }

        long last = standing.Rule.LastFiredUnixMicroseconds;
        if (last != 0 && (firing.AtUnixMicroseconds <= last || firing.AtUnixMicroseconds < last + (long)standing.Rule.Cooldown.TotalMicroseconds))
        {
            return null;
        }

        AlertRule rule = standing.Rule with { LastFiredUnixMicroseconds = firing.AtUnixMicroseconds };
        Put(new AlertStanding(rule, rule.Repeats ? AlertState.Armed : AlertState.Done, standing.Fired + 1, firing));
        var record = new AlertRecord(++state.Fired, rule, firing);
        Keep(state.History, record, options.MaxHistory);
        return rule.Webhook.Length > 0 ? record : null;
    }

    /// <summary>Notes a delivery to be made; false, and it is given up, when too many wait.</summary>
    public bool Post(AlertRecord record, DateTimeOffset now)
    {
        if (state.Outbox.Count >= options.MaxDeliveries)
        {
            GiveUp(record, now, $"{options.MaxDeliveries} deliveries were waiting already.");
            return false;
        }

        state.Outbox.Add(record);
        return true;
    }

    /// <summary>A delivery was made.</summary>
    public void Delivered(AlertRecord record) => state.Outbox.RemoveAll(waiting => waiting.Number == record.Number);

    /// <summary>A delivery was given up.</summary>
    public void GiveUp(AlertRecord record, DateTimeOffset now, string reason)
    {
        Delivered(record);
        Keep(state.Letters, new AlertLetter(record, now, reason), options.MaxDeliveries);
    }

    /// <summary>Writes the live table.</summary>
    public void Publish(LiveTable table) => AlertTable.Write(table, new AlertTotals(state.Rules.Count, state.Fired, state.Letters.Count), state.Rules.Select(RowOf));

    /// <summary>The rules at work on what an actor makes, with a change that is not stored yet.</summary>
    internal AlertRule[] ArmedAt(AlertActor actor, AlertStanding? changed = null) =>
    [
        .. state.Rules.Where(standing => standing.Rule.Id != changed?.Rule.Id).Concat(changed is null ? [] : [changed])
            .Where(standing => standing.State == AlertState.Armed && AlertActor.Of(standing.Rule.Metric.Table) == actor)
            .Select(standing => standing.Rule),
    ];

    private static AlertState StateOf(AlertRule rule) => rule.Enabled ? AlertState.Armed : AlertState.Off;

    private static AlertRow RowOf(AlertStanding standing) => new(
        standing.Rule.Id,
        standing.Rule.Version,
        standing.State,
        standing.Fired,
        standing.Last?.AtUnixMicroseconds ?? 0,
        standing.Last?.Value ?? double.NaN,
        standing.Last?.Reference ?? double.NaN);

    private static void Keep<T>(List<T> list, T item, int most)
    {
        list.Add(item);
        if (list.Count > most)
        {
            list.RemoveRange(0, list.Count - most);
        }
    }
}
