using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Live;

public class PushPaceTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void NextTurn_OneClient_IsDueAnIntervalAfterEachTurn()
    {
        PushPace pace = Pace();
        long interval = (long)(s_interval.TotalSeconds * _time.TimestampFrequency);
        long now = _time.GetTimestamp() + 12_345;
        long first = pace.NextTurn(7, now, s_interval);
        (first - now).ShouldBeInRange(interval / 2, interval * 3 / 2);

        // Served a little late, as everyone is.
        long second = pace.NextTurn(7, first + 3_000, s_interval);
        second.ShouldBe(first + interval);
        pace.NextTurn(7, second + 3_000, s_interval).ShouldBe(second + interval);
    }

    [Fact]
    public void NextTurn_TwentyClientsServedAtOnce_AreSpreadOverTheInterval()
    {
        PushPace pace = Pace();
        long now = _time.GetTimestamp() + 12_345;
        long[] turns = [.. Enumerable.Range(0, 20).Select(number => pace.NextTurn(number, now, s_interval)).Order()];
        long apart = _time.TimestampFrequency / 10;
        turns.Zip(turns.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == apart);
        pace.NextTurn(20, now, s_interval).ShouldBe(pace.NextTurn(0, now, s_interval));
    }

    /// <summary>Milliseconds: a room in a rhythm of 100 that is late once.</summary>
    [Fact]
    public void Wait_OnePublicationLate_LaterOnesAreNotHeldBackByIt()
    {
        int[] published = [100, 260, 300, 400, 500, 600, 700];
        int[] waits = [.. ServedAt(published, 100).Zip(published, (served, at) => served - at)];
        waits.ShouldAllBe(wait => wait <= 10);
    }

    /// <summary>Milliseconds: a room that publishes much oftener than its client asked for.</summary>
    [Fact]
    public void Wait_PublicationsEveryTenMilliseconds_AreServedOncePerInterval()
    {
        int[] served = [.. ServedAt([.. Enumerable.Range(1, 1_000).Select(number => 10 * number)], 100).Distinct()];
        served.Length.ShouldBeInRange(99, 102);
        served.Zip(served.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 50);
    }

    /// <summary>When each publication reaches a client that asked for an interval: at once when it may, otherwise with what it waits for.</summary>
    private IEnumerable<int> ServedAt(int[] published, int interval)
    {
        PushPace pace = Pace();
        long millisecond = _time.TimestampFrequency / 1_000;
        long dueAt = 0;
        long servedAt = -1;
        foreach (int at in published)
        {
            if (at * millisecond > servedAt)
            {
                long now = at * millisecond;
                TimeSpan wait = pace.Wait(dueAt, now, TimeSpan.FromMilliseconds(interval));
                servedAt = wait > TimeSpan.Zero ? now + (long)(wait.TotalMilliseconds * millisecond) : now;
                dueAt = pace.NextDue(dueAt, servedAt, TimeSpan.FromMilliseconds(interval));
            }

            yield return (int)(servedAt / millisecond);
        }
    }

    private PushPace Pace()
    {
        IOptions<PushOptions> options = Options.Create(new PushOptions());
        return new PushPace(new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, options, _time), options, _time);
    }
}
