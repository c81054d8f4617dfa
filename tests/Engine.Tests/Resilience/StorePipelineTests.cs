using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TradingAnalytics.Engine.Resilience;

namespace TradingAnalytics.Engine.Tests.Resilience;

public sealed class StorePipelineTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 18, 4, 0, 0, TimeSpan.Zero));
    private readonly ResilienceOptions _options = new();
    private readonly List<DateTimeOffset> _attempts = [];
    private readonly OwnMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Write_StoreDown_IsTriedAgainAfterFiveTenAndTwentySeconds()
    {
        StorePipeline store = Store();
        DateTimeOffset start = _time.GetUtcNow();
        Task write = store.Writes.ExecuteAsync(Fail, TestContext.Current.CancellationToken).AsTask();
        await Pass(write, TimeSpan.FromMinutes(2));
        (await Should.ThrowAsync<IOException>(() => write)).Message.ShouldBe("down");
        _attempts.Select(at => (at - start).TotalSeconds).ShouldBe([0, 5, 15, 35]);
        store.Health.ShouldBe(new StoreHealth("history", BreakerState.Closed, 4, 3, 0, null, "down", start.AddSeconds(35)));
    }

    [Fact]
    public async Task Write_StoreBackMeanwhile_Succeeds()
    {
        int calls = 0;
        Task<int> write = Store().Writes.ExecuteAsync(_ => ++calls < 3 ? ValueTask.FromException<int>(new IOException("down")) : ValueTask.FromResult(calls), TestContext.Current.CancellationToken).AsTask();
        await Pass(write, TimeSpan.FromMinutes(1));
        (await write).ShouldBe(3);
    }

    [Fact]
    public async Task Write_CalledWrongly_IsNotTriedAgainNorCounted()
    {
        StorePipeline store = Store();
        await Should.ThrowAsync<ArgumentException>(() => store.Writes.ExecuteAsync(_ => ValueTask.FromException(new ArgumentException("wrong")), TestContext.Current.CancellationToken).AsTask());
        store.Health.Failures.ShouldBe(0);
    }

    [Fact]
    public async Task Breaker_FiveFailuresInTenSeconds_FailsAtOnceForThirtyAndThenProbes()
    {
        StorePipeline store = Store();
        for (int failure = 1; failure <= 5; failure++)
        {
            store.State.ShouldBe(BreakerState.Closed, $"before failure {failure}");
            await Read<IOException>(store);
            await Succeed(store, failure < 5);
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        store.State.ShouldBe(BreakerState.Open);
        await Read<BrokenCircuitException>(store);
        _time.Advance(TimeSpan.FromSeconds(27.9));
        await Read<BrokenCircuitException>(store);
        _attempts.Count.ShouldBe(5);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        await Read<IOException>(store);
        await Read<BrokenCircuitException>(store);
        _time.Advance(TimeSpan.FromSeconds(30));
        await Succeed(store, true);
        store.State.ShouldBe(BreakerState.Closed);
        await Read<IOException>(store);
        store.State.ShouldBe(BreakerState.Closed);
        store.Health.Openings.ShouldBe(2);
    }

    [Fact]
    public async Task Breaker_FiveFailuresInLonger_StaysClosed()
    {
        StorePipeline store = Store();
        for (int failure = 0; failure < 50; failure++)
        {
            await Read<IOException>(store);
            _time.Advance(TimeSpan.FromSeconds(2.6));
        }

        store.State.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task Read_StoreHangs_EndsAtTheTimeLimitAndIsNotTriedAgain()
    {
        StorePipeline store = Store();
        Task read = store.Reads.ExecuteAsync(async token => await Task.Delay(Timeout.InfiniteTimeSpan, _time, token), TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<TimeoutRejectedException>(() => read);
        store.Health.Failures.ShouldBe(1);
    }

    [Fact]
    public async Task Of_StoreWithRulesOfItsOwn_GoesByThem()
    {
        _options.Stores["Webhooks"] = new StoreRules { Retries = [], Failures = 1 };
        StorePipeline store = Pipelines().Of("webhooks");
        await Should.ThrowAsync<IOException>(() => store.Writes.ExecuteAsync(Fail, TestContext.Current.CancellationToken).AsTask());
        _attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Meters_AfterFailures_TellThemByStore()
    {
        StorePipelines pipelines = Pipelines();
        await Read<IOException>(pipelines.Of("history"));
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == _meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        seen["resilience.failures history"].ShouldBe(1);
        seen["resilience.breaker.state history"].ShouldBe(0);
    }

    [Fact]
    public void Validate_WrongRules_NamesKeyAndRemedy()
    {
        _options.Stores["history"] = new StoreRules { Failures = 0, OpenFor = TimeSpan.Zero, Retries = [TimeSpan.FromHours(1)] };
        ValidateOptionsResult result = new ResilienceOptionsValidator().Validate(null, _options);
        result.Failures!.ShouldBe(
        [
            "Resilience:Stores:history:Failures is 0: give a whole number from 1 to 1000.",
            "Resilience:Stores:history:OpenFor is 00:00:00: give a time from 00:00:01 to 01:00:00.",
            "Resilience:Stores:history:Retries:0 is 01:00:00: give a time from 00:00:00 to 00:10:00.",
        ]);
        new ResilienceOptionsValidator().Validate(null, new ResilienceOptions()).Succeeded.ShouldBeTrue();
    }

    private static async Task Succeed(StorePipeline store, bool goesThrough)
    {
        Task call = store.Reads.ExecuteAsync(_ => default, TestContext.Current.CancellationToken).AsTask();
        if (goesThrough)
        {
            await call;
        }
        else
        {
            await Should.ThrowAsync<BrokenCircuitException>(() => call);
        }
    }

    private StorePipeline Store() => Pipelines().Of("history");

    private StorePipelines Pipelines() => new(Options.Create(_options), _time, NullLoggerFactory.Instance, _meters);

    private ValueTask Fail(CancellationToken cancellationToken)
    {
        _attempts.Add(_time.GetUtcNow());
        return ValueTask.FromException(new IOException("down"));
    }

    private async Task Read<TException>(StorePipeline store)
        where TException : Exception => await Should.ThrowAsync<TException>(() => store.Reads.ExecuteAsync(Fail, TestContext.Current.CancellationToken).AsTask());

    /// <summary>Lets time pass by steps until the call is over or so much has passed.</summary>
    private async Task Pass(Task call, TimeSpan most)
    {
        for (TimeSpan passed = TimeSpan.Zero; !call.IsCompleted && passed < most; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        call.IsCompleted.ShouldBeTrue();
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, options.Version, options.Tags, this);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
