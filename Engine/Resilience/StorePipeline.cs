using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace TradingAnalytics.Engine.Resilience;

/// <summary>
/// How one store is called. Each attempt has a time limit and is counted by the breaker, which reads and writes share; a write is tried again after the waits of the rules, a read is not: who
/// reads has something older to show, or says that there is nothing.
/// </summary>
/// <remarks>
/// A call fails with <see cref="BrokenCircuitException"/> while the breaker is open, with <see cref="Polly.Timeout.TimeoutRejectedException"/> after the time limit, else with what the store threw.
/// The caller's cancellation, and a call that was wrong in itself (<see cref="ArgumentException"/>, <see cref="NotSupportedException"/>), are nobody's failure: they are neither counted nor tried again.
/// </remarks>
public sealed class StorePipeline
{
    private readonly TimeProvider _time;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly Lock _gate = new();
    private long _failures;
    private long _retries;
    private long _openings;
    private DateTimeOffset? _openedAt;
    private string? _lastError;
    private DateTimeOffset? _lastErrorAt;

    internal StorePipeline(string name, StoreRules rules, TimeProvider time, ILoggerFactory logging)
    {
        Name = name;
        _time = time;
        var window = new FailureWindow(rules.Failures, rules.Within, time);
        ResiliencePipeline breaker = Builder($"{name}.breaker").AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            Name = "breaker",

            // The window decides which failure opens it; Polly wants two calls at least, and any share.
            FailureRatio = 0,
            MinimumThroughput = 2,
            SamplingDuration = 2 * rules.Within,
            BreakDuration = rules.OpenFor,
            StateProvider = _state,
            ShouldHandle = outcome => ValueTask.FromResult(Counts(outcome.Outcome.Exception) && Opens(window, outcome.Outcome.Exception!)),
            OnOpened = _ => Opened(),
            OnClosed = _ => Closed(window),
        }).Build();
        Reads = Builder($"{name}.read").AddPipeline(breaker).AddTimeout(rules.Timeout).Build();

        IReadOnlyList<TimeSpan> retries = rules.Retries ?? StoreRules.UsualRetries;
        ResiliencePipelineBuilder writes = Builder($"{name}.write");
        if (retries.Count > 0)
        {
            writes.AddRetry(new RetryStrategyOptions
            {
                Name = "retry",
                MaxRetryAttempts = retries.Count,
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(retries[attempt.AttemptNumber]),
                ShouldHandle = outcome => ValueTask.FromResult(Counts(outcome.Outcome.Exception)),
                OnRetry = _ => Retried(),
            });
        }

        Writes = writes.AddPipeline(breaker).AddTimeout(rules.Timeout).Build();

        ResiliencePipelineBuilder Builder(string pipeline) =>
            new ResiliencePipelineBuilder { Name = pipeline, TimeProvider = time }.ConfigureTelemetry(logging);
    }

    public string Name { get; }

    /// <summary>For what is asked: breaker and time limit.</summary>
    public ResiliencePipeline Reads { get; }

    /// <summary>For what is to be kept: retries too. What still fails after them is the caller's to set aside.</summary>
    public ResiliencePipeline Writes { get; }

    public BreakerState State => _state.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.HalfOpen,
        _ => BreakerState.Open,
    };

    public StoreHealth Health
    {
        get
        {
            lock (_gate)
            {
                return new StoreHealth(Name, State, _failures, _retries, _openings, _openedAt, _lastError, _lastErrorAt);
            }
        }
    }

    private static bool Counts(Exception? exception) => exception is not (null or OperationCanceledException or ArgumentException or NotSupportedException);

    /// <summary>With a breaker half open the one call that went through decides by itself.</summary>
    private bool Opens(FailureWindow window, Exception failure)
    {
        lock (_gate)
        {
            _failures++;
            _lastError = failure.Message;
            _lastErrorAt = _time.GetUtcNow();
        }

        return window.Add() || State == BreakerState.HalfOpen;
    }

    private ValueTask Opened()
    {
        lock (_gate)
        {
            _openings++;
            _openedAt = _time.GetUtcNow();
        }

        return default;
    }

    private static ValueTask Closed(FailureWindow window)
    {
        window.Clear();
        return default;
    }

    private ValueTask Retried()
    {
        Interlocked.Increment(ref _retries);
        return default;
    }
}
