using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>
/// A batch on its way through the ingress. Its memory is the submitter's and is read only under the lock and while nobody has given it up, so that a cancelled submitter may use it
/// again at once.
/// </summary>
internal sealed class Submission(ReadOnlyMemory<Tick> ticks, string origin, long submittedAt)
{
    private readonly TaskCompletionSource<SubmitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lock Gate { get; } = new();

    public ReadOnlyMemory<Tick> Ticks { get; } = ticks;

    public int Count { get; } = ticks.Length;

    public string Origin { get; } = origin;

    public long SubmittedAt { get; } = submittedAt;

    /// <summary>Ticks decided so far.</summary>
    public int Decided { get; set; }

    public int Accepted { get; set; }

    public int Duplicated { get; set; }

    public int Refused { get; set; }

    public List<Refusal>? FirstRefusals { get; set; }

    /// <summary>Cancelled or failed: the rest of it is not to be read.</summary>
    public bool IsGivenUp => _done.Task.IsCompleted;

    public Task<SubmitResult> Done => _done.Task;

    public void Complete() => _done.TrySetResult(new SubmitResult(Accepted, Duplicated, Refused, FirstRefusals is null ? [] : FirstRefusals));

    public void Fail(Exception exception)
    {
        lock (Gate)
        {
            _done.TrySetException(exception);
        }
    }

    public void Cancel(CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }
}
