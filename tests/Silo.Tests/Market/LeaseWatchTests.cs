using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Silo.Journal;
using TradingAnalytics.Silo.Market;

namespace TradingAnalytics.Silo.Tests.Market;

public class LeaseWatchTests
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(4);
    private readonly FakeTimeProvider _time = new();

    private LeaseWatch Watch => field ??= new LeaseWatch(s_lease, _time);

    [Fact]
    public void MayTake_NobodyHoldsIt_AtOnce() => Watch.MayTake(LeaseState.None).ShouldBeTrue();

    [Fact]
    public void MayTake_HolderLetGo_AtOnce() => Watch.MayTake(Held(beat: 7) with { Holder = "" }).ShouldBeTrue();

    [Fact]
    public void MayTake_HolderGivesSigns_Never()
    {
        for (int beat = 0; beat < 20; beat++)
        {
            Watch.MayTake(Held(beat)).ShouldBeFalse();
            _time.Advance(s_lease - TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public void MayTake_HolderSilent_AfterTheLeasesTimeOfWatching()
    {
        Watch.MayTake(Held(3)).ShouldBeFalse();
        _time.Advance(s_lease - TimeSpan.FromMilliseconds(1));
        Watch.MayTake(Held(3)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Watch.MayTake(Held(3)).ShouldBeTrue();
    }

    [Fact]
    public void MayTake_RedisWasAway_WatchesFromAnew()
    {
        Watch.MayTake(Held(3)).ShouldBeFalse();
        _time.Advance(2 * s_lease);
        Watch.Forget();

        Watch.MayTake(Held(3)).ShouldBeFalse("the holder could give no sign");
        _time.Advance(s_lease);
        Watch.MayTake(Held(3)).ShouldBeTrue();
    }

    private static LeaseState Held(long beat) => new(1, beat, "run", "one", "S127.0.0.1:1:0", DateTimeOffset.UnixEpoch, "");
}
