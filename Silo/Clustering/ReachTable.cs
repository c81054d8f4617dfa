using TradingAnalytics.Grains.Reach;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>
/// Whom this silo reaches, and whom those reach. Membership lets two silos stay that do not hear each other as long as a third hears both, and every call between the two waits for nothing. Here each of the
/// two comes to know it, and to the same conclusion which of them has to go: the one that fewer reach, of equals the one that does not hold the market, and else the one with the lower address.
/// </summary>
internal sealed class ReachTable(SiloAddress self, TimeProvider time) : IReach
{
    /// <summary>Questions in a row without an answer after which a silo counts as not reached.</summary>
    private const int MostFailures = 3;

    /// <summary>Well below the time of so many questions: who is stopped, and answers nobody, is not taken for one whom others reach.</summary>
    private static readonly TimeSpan s_lately = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Other> _others = [];

    /// <summary>The silos to ask are these from now on.</summary>
    public void Keep(IReadOnlyCollection<SiloAddress> members)
    {
        lock (_gate)
        {
            foreach (SiloAddress gone in _others.Keys.Except(members).ToArray())
            {
                _others.Remove(gone);
            }

            foreach (SiloAddress member in members)
            {
                _others.TryAdd(member, new Other());
            }
        }
    }

    /// <param name="silo">Who answered.</param>
    /// <param name="heard">Whom it has heard lately.</param>
    public void Answered(SiloAddress silo, SiloAddress[] heard)
    {
        lock (_gate)
        {
            if (_others.TryGetValue(silo, out Other? other))
            {
                (other.Failures, other.AnsweredAt, other.Heard) = (0, time.GetTimestamp(), heard);
            }
        }
    }

    public void Failed(SiloAddress silo)
    {
        lock (_gate)
        {
            if (_others.TryGetValue(silo, out Other? other))
            {
                other.Failures++;
            }
        }
    }

    public SiloAddress[] HeardLately()
    {
        lock (_gate)
        {
            return [.. _others.Where(other => IsHeard(other.Value)).Select(other => other.Key)];
        }
    }

    /// <summary>The silo that stays where this one has to go; null while there is none.</summary>
    public SiloAddress? GiveWayTo(SiloAddress? holder)
    {
        lock (_gate)
        {
            SiloAddress[] cut = [.. _others.Where(other => other.Value.Failures >= MostFailures && Thirds().Any(third => third.Heard.Contains(other.Key) && third.Heard.Contains(self))).Select(other => other.Key)];
            return cut.FirstOrDefault(other => MustYieldTo(other, cut.Length, holder));
        }
    }

    private bool MustYieldTo(SiloAddress other, int cutFromMe, SiloAddress? holder)
    {
        int cutFromIt = 1 + Thirds().Count(third => !third.Heard.Contains(other));
        if (cutFromMe != cutFromIt)
        {
            return cutFromMe > cutFromIt;
        }

        return self.Equals(holder) || other.Equals(holder) ? other.Equals(holder) : self.CompareTo(other) < 0;
    }

    private IEnumerable<Other> Thirds() => _others.Values.Where(IsHeard);

    private bool IsHeard(Other other) => other.AnsweredAt is { } at && time.GetElapsedTime(at) <= s_lately;

    private sealed class Other
    {
        public int Failures { get; set; }

        public long? AnsweredAt { get; set; }

        public SiloAddress[] Heard { get; set; } = [];
    }
}
