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

    /// <summary>Milliseconds: rooms in a rhythm of 100, whatever the moment a client came, one publication late, one with jitter.</summary>
    [Theory]
    [InlineData(100, 100, 200, 300, 400, 500, 600, 700)]
    [InlineData(60, 100, 200, 300, 400, 500, 600, 700)]
    [InlineData(0, 100, 260, 300, 400, 500, 600, 700)]
    [InlineData(0, 130, 200, 310, 400, 530, 600, 720)]
    public void NextDue_RoomPublishesOncePerInterval_IsPassedOnAsItPublishes(int joined, params int[] published) =>
        ServedAt([joined, .. published], 100).Skip(1).Zip(published, (served, at) => served - at).ShouldAllBe(wait => wait <= 10);

    /// <summary>Milliseconds: a room that publishes much oftener than its client asked for.</summary>
    [Fact]
    public void NextDue_RoomPublishesOftener_IsPassedOnOncePerInterval()
    {
        int[] served = [.. ServedAt([.. Enumerable.Range(1, 1_000).Select(number => 10 * number)], 100).Distinct()];
        served.Length.ShouldBeInRange(99, 103);
        served.Zip(served.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 50);
        served.Skip(5).Zip(served.Skip(6)).ShouldAllBe(pair => pair.Second - pair.First >= 90);
    }

    /// <summary>When each publication reaches a client: at once when it is due, otherwise with what it waits for.</summary>
    private IEnumerable<int> ServedAt(int[] published, int interval)
    {
        PushPace pace = Pace();
        long millisecond = _time.TimestampFrequency / 1_000;
        (long share, long dueAt, long served) = (0, 0, -1);
        foreach (long at in published.Select(moment => moment * millisecond))
        {
            if (at > served)
            {
                served = Math.Max(at, dueAt);
                (share, dueAt) = pace.NextDue(share, served, TimeSpan.FromMilliseconds(interval));
            }

            yield return (int)(served / millisecond);
        }
    }

    private PushPace Pace()
    {
        IOptions<PushOptions> options = Options.Create(new PushOptions());
        return new PushPace(new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, options, _time), options, _time);
    }
}
