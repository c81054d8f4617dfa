using System.Net;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Silo.Clustering;

namespace TradingAnalytics.Silo.Tests.Clustering;

/// <summary>Silos that ask each other in rounds, every two seconds, over links that can be cut, and what each concludes.</summary>
public class ReachTableTests
{
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();
    private readonly HashSet<(int, int)> _cuts = [];
    private readonly HashSet<int> _stopped = [];
    private readonly SiloAddress[] _silos = [.. Enumerable.Range(1, 4).Select(port => SiloAddress.New(IPAddress.Loopback, port, 1))];
    private ReachTable[] _tables = [];

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public void GiveWayTo_TwoOfThreeCut_OneGivesWayAndNeverTheHolder(int holder, int expected)
    {
        Start(3);
        Cut(0, 1);
        Rounds(2);
        Yielding(holder).ShouldBeEmpty("two questions may be lost");
        Rounds(1);
        Yielding(holder).ShouldBe([expected]);
    }

    [Fact]
    public void GiveWayTo_OneOfFourReachesOnlyOneOther_ItGivesWayAlone()
    {
        Start(4);
        Cut(3, 0);
        Cut(3, 1);
        Rounds(5);
        Yielding(holder: 3).ShouldBe([3], "it is reached by fewer, which counts before the market");
    }

    [Fact]
    public void GiveWayTo_OneIsolated_IsLeftToMembership()
    {
        Start(3);
        Cut(0, 1);
        Cut(0, 2);
        Rounds(10);
        Yielding(holder: 0).ShouldBeEmpty();
    }

    [Fact]
    public void GiveWayTo_OneStoppedForAWhile_NobodyDoes()
    {
        Start(3);
        _stopped.Add(1);
        for (int round = 0; round < 10; round++)
        {
            Rounds(1);
            Yielding(holder: 0).ShouldBeEmpty();
        }

        _stopped.Clear();
        for (int round = 0; round < 3; round++)
        {
            Rounds(1);
            Yielding(holder: 0).ShouldBeEmpty("the one that wakes asks before it concludes");
        }
    }

    [Fact]
    public void GiveWayTo_TwoSilosAlone_NobodyDoes()
    {
        Start(2);
        Cut(0, 1);
        Rounds(10);
        Yielding(holder: 0).ShouldBeEmpty("nobody tells that the other lives");
    }

    private void Start(int silos)
    {
        _tables = [.. _silos.Take(silos).Select(silo => new ReachTable(silo, _time))];
        foreach ((int self, ReachTable table) in _tables.Index())
        {
            table.Keep([.. _silos.Take(silos).Where((_, other) => other != self)]);
        }

        Rounds(3);
    }

    private void Cut(int one, int other)
    {
        _cuts.Add((one, other));
        _cuts.Add((other, one));
    }

    /// <summary>All ask all, one after the other, in the time of a round.</summary>
    private void Rounds(int count)
    {
        for (int round = 0; round < count; round++)
        {
            _time.Advance(s_round);
            foreach (int self in Enumerable.Range(0, _tables.Length).Where(self => !_stopped.Contains(self)))
            {
                foreach (int other in Enumerable.Range(0, _tables.Length).Where(other => other != self))
                {
                    if (_cuts.Contains((self, other)) || _stopped.Contains(other))
                    {
                        _tables[self].Failed(_silos[other]);
                    }
                    else
                    {
                        _tables[self].Answered(_silos[other], _tables[other].HeardLately());
                    }
                }
            }
        }
    }

    /// <summary>Who would give way now.</summary>
    private int[] Yielding(int holder) =>
        [.. Enumerable.Range(0, _tables.Length).Where(self => !_stopped.Contains(self) && _tables[self].GiveWayTo(holder < 0 ? null : _silos[holder]) is not null)];
}
