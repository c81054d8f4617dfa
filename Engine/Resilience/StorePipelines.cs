using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.Engine.Resilience;

/// <summary>
/// The pipelines through which this process calls what is beyond it, off the ticks' way: one per store, by name. Their rules are configuration (<see cref="ResilienceOptions"/>), their health is in the
/// status, and they are metered here and by Polly (meter <c>Polly</c>).
/// </summary>
public sealed class StorePipelines
{
    public const string MeterName = "TradingAnalytics.Resilience";

    private readonly ConcurrentDictionary<string, StorePipeline> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;

    public StorePipelines(IOptions<ResilienceOptions> options, TimeProvider time, ILoggerFactory logging, IMeterFactory meters)
    {
        _options = options.Value;
        _time = time;
        _logging = logging;
        Meter meter = meters.Create(MeterName);
        meter.CreateObservableGauge("resilience.breaker.state", () => Measure(health => (int)health.State), null, "0 closed, 1 half open, 2 open.");
        meter.CreateObservableCounter("resilience.failures", () => Measure(health => health.Failures), "{attempt}", "Attempts that failed.");
        meter.CreateObservableCounter("resilience.retries", () => Measure(health => health.Retries), "{attempt}", "Attempts after the first.");
        meter.CreateObservableCounter("resilience.breaker.openings", () => Measure(health => health.Openings), "{opening}", "How often the breaker opened.");
    }

    /// <summary>The pipeline of a store, made when first asked for. Names are few and fixed: each is a row of the status and a tag.</summary>
    public StorePipeline Of(string store) => _byName.GetOrAdd(store, name => new StorePipeline(name, _options.Of(name), _time, _logging));

    /// <summary>Every store called so far, by name.</summary>
    public IReadOnlyList<StoreHealth> Read() => [.. _byName.Values.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal).Select(pipeline => pipeline.Health)];

    private IEnumerable<Measurement<long>> Measure(Func<StoreHealth, long> figure) =>
        Read().Select(health => new Measurement<long>(figure(health), new KeyValuePair<string, object?>("store", health.Name)));
}
