using System.Diagnostics.Metrics;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>What the limits count, of requests and hub invocations together. Never tagged by caller.</summary>
internal sealed class RateLimitInstruments
{
    public const string MeterName = "TradingAnalytics.RateLimits";

    public RateLimitInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        Passed = meter.CreateCounter<long>("rate_limit.passed", "{call}", "Calls that were counted and passed.");
        Refused = meter.CreateCounter<long>("rate_limit.refused", "{call}", "Calls over their caller's limit.");
        Unanswered = meter.CreateCounter<long>("rate_limit.unanswered", "{call}", "Calls that passed uncounted because the limiter did not answer.");
        Wait = meter.CreateHistogram<double>("rate_limit.wait", "s", "What a call waited for its limiter.");
    }

    public Counter<long> Passed { get; }

    public Counter<long> Refused { get; }

    public Counter<long> Unanswered { get; }

    public Histogram<double> Wait { get; }
}
