using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>Asks a caller's grain whether a call may pass.</summary>
internal sealed partial class RateLimitGate(
    IGrainFactory grains, IOptions<RateLimitOptions> options, AccessMode mode, RateLimitInstruments instruments, TimeProvider time, ILogger<RateLimitGate> logger)
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);
    private readonly RateLimitPolicy _policy = options.Value.Policy;
    private long _saidAt = -1;

    public RateLimitPolicy Policy => _policy;

    /// <summary>The decision; null for a call that is not limited, or while the limiter does not answer.</summary>
    public async ValueTask<RateLimitDecision?> TakeAsync(Caller caller, int cost, CancellationToken cancellationToken)
    {
        if (cost == 0 || !(options.Value.Enabled ?? (!mode.IsOpen || caller.IsNamed || !caller.IsLocal)))
        {
            return null;
        }

        long asked = time.GetTimestamp();
        try
        {
            RateLimitDecision decision = await grains.GetGrain<IRateLimiterGrain>(caller.Key).Take(_policy, cost).WaitAsync(options.Value.Patience, time, cancellationToken);
            (decision.Allowed ? instruments.Passed : instruments.Refused).Add(1);
            instruments.Wait.Record(time.GetElapsedTime(asked).TotalSeconds);
            return decision;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or InvalidOperationException)
        {
            instruments.Unanswered.Add(1);

            // Not once per call: there may be thousands of them.
            long now = time.GetTimestamp();
            long said = Volatile.Read(ref _saidAt);
            if ((said < 0 || time.GetElapsedTime(said, now) > s_quiet) && Interlocked.CompareExchange(ref _saidAt, now, said) == said)
            {
                LogUnanswered(failure);
            }

            return null;
        }
    }

    [LoggerMessage(5101, LogLevel.Warning, "The rate limiter does not answer: calls pass without being counted")]
    private partial void LogUnanswered(Exception exception);
}
