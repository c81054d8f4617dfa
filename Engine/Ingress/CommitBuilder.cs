using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>
/// Decides ticks one after the other (duplicate, refused, accepted) and gathers the accepted by route until they are journalled. Nothing on the way of an accepted tick
/// allocates but the payload it is journalled in.
/// </summary>
internal sealed class CommitBuilder(TickDeduplicator deduplicator, TickValidator validator, IDeadLetterStore deadLetters, IngressOptions options)
{
    /// <summary>Beyond so many routes the buffers are given back: expired chains would keep theirs for ever.</summary>
    private const int MaxRoutes = 4_096;

    private readonly Dictionary<TickRoute, RouteTicks> _routes = [];
    private readonly List<RouteTicks> _used = [];
    private readonly List<JournalEntry> _entries = [];
    private readonly int[] _refused = new int[(int)Enum.GetValues<RefusalReason>().Max() + 1];
    private RouteTicks? _latest;

    /// <summary>Accepted ticks gathered.</summary>
    public int Ticks { get; private set; }

    /// <summary>Ticks decided since the last <see cref="Clear"/>.</summary>
    public int Decided { get; private set; }

    public int Duplicated { get; private set; }

    public ReadOnlySpan<int> RefusedByReason => _refused;

    /// <summary>Decides ticks of a submission until it is through or the commit is full. The caller holds the submission's lock.</summary>
    public void Take(Submission submission, long nowUnixMicroseconds)
    {
        ReadOnlySpan<Tick> ticks = submission.Ticks.Span;
        int end = Math.Min(ticks.Length, submission.Decided + options.MaxTicksPerCommit - Decided);
        int accepted = Ticks;
        int duplicated = Duplicated;
        for (int i = submission.Decided; i < end; i++)
        {
            if (ticks[i].Id != 0)
            {
                Decide(in ticks[i], i, submission, nowUnixMicroseconds);
            }
            else
            {
                Tick identified = TickIdentity.WithContentId(in ticks[i]);
                Decide(in identified, i, submission, nowUnixMicroseconds);
            }
        }

        Decided += end - submission.Decided;
        submission.Decided = end;
        submission.Accepted += Ticks - accepted;
        submission.Duplicated += Duplicated - duplicated;
    }

    /// <summary>What was accepted, as entries for the journal: per route in the order it came, routes in the order of their first tick. Valid until <see cref="Clear"/>.</summary>
    public IReadOnlyList<JournalEntry> Encode(long receivedUnixMicroseconds)
    {
        foreach (RouteTicks route in _used)
        {
            for (int start = 0; start < route.Count; start += options.MaxTicksPerFrame)
            {
                ReadOnlyMemory<byte> payload = route.Encode(start, Math.Min(options.MaxTicksPerFrame, route.Count - start));
                _entries.Add(new JournalEntry(route.Route, receivedUnixMicroseconds, payload));
            }
        }

        return _entries;
    }

    /// <summary>Takes the ids back: the commit could not be journalled, and its ticks sent again must count as new.</summary>
    public void Forget()
    {
        foreach (RouteTicks route in _used)
        {
            foreach (ref readonly Tick tick in route.Ticks)
            {
                deduplicator.Forget(in tick);
            }
        }
    }

    public void Clear()
    {
        foreach (RouteTicks route in _used)
        {
            route.Clear();
        }

        if (_routes.Count > MaxRoutes)
        {
            _routes.Clear();
            _latest = null;
        }

        _used.Clear();
        _entries.Clear();
        Array.Clear(_refused);
        Ticks = 0;
        Decided = 0;
        Duplicated = 0;
    }

    private void Decide(in Tick tick, int index, Submission submission, long now)
    {
        if (!deduplicator.TryAdd(in tick, now))
        {
            Duplicated++;
            return;
        }

        RefusalReason reason = validator.Check(in tick, now);
        if (reason != RefusalReason.None)
        {
            deduplicator.Forget(in tick);
            Refuse(in tick, reason, index, submission, now);
            return;
        }

        TickRoute route = tick.Route;
        if (_latest is null || _latest.Route != route)
        {
            if (!_routes.TryGetValue(route, out _latest))
            {
                _routes.Add(route, _latest = new RouteTicks(route));
            }
        }

        if (_latest.Count == 0)
        {
            _used.Add(_latest);
        }

        _latest.Add(in tick);
        Ticks++;
    }

    private void Refuse(in Tick tick, RefusalReason reason, int index, Submission submission, long now)
    {
        _refused[(int)reason]++;
        submission.Refused++;
        bool kept = deadLetters.Count(reason);
        bool told = submission.Refused <= options.FirstRefusals;
        if (!kept && !told)
        {
            return;
        }

        string detail = validator.Describe(in tick, reason, now);
        if (kept)
        {
            deadLetters.Keep(in tick, reason, detail, submission.Origin);
        }

        if (told)
        {
            (submission.FirstRefusals ??= []).Add(new Refusal(index, tick, reason, detail));
        }
    }
}
