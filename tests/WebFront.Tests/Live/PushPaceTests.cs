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

    private PushPace Pace()
    {
        IOptions<PushOptions> options = Options.Create(new PushOptions());
        return new PushPace(new ConnectionRegistry(NullLogger<DefaultHubLifetimeManager<MarketHub>>.Instance, options, _time), options, _time);
    }
}
