using Polly;
using Polly.Retry;
using TradingAnalytics.Engine.Resilience;

namespace TradingAnalytics.Grains.Alerts.Webhooks;

/// <summary>How a webhook is called: an attempt takes so long at most, and a failed one is made again after 5, 10 and 20 s. No breaker: the receivers are as many as there are users, and one that fails must not keep the others from being told.</summary>
internal static class WebhookPipeline
{
    public static ResiliencePipeline Create(TimeSpan timeout, TimeProvider time, Action retried) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = StoreRules.UsualRetries.Count,
            DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(StoreRules.UsualRetries[attempt.AttemptNumber]),
            ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is { } failure and not OperationCanceledException && !IsRefusal(failure)),
            OnRetry = _ =>
            {
                retried();
                return ValueTask.CompletedTask;
            },
        })
        .AddTimeout(timeout)
        .Build();

    /// <summary>What will be so the next time too.</summary>
    private static bool IsRefusal(Exception failure) => failure is WebhookRefusedException || failure.InnerException is WebhookRefusedException;
}
