namespace TradingAnalytics.Engine.Resilience;

/// <summary>Tells the failure that makes so many within a time. Successes between them do not matter: Polly's own breaker counts shares, and the rule here is a number.</summary>
internal sealed class FailureWindow(int failures, TimeSpan within, TimeProvider time)
{
    private readonly Queue<long> _at = new(failures);
    private readonly Lock _gate = new();

    /// <summary>Counts a failure now; true when with it there were so many within the time.</summary>
    public bool Add()
    {
        long now = time.GetTimestamp();
        lock (_gate)
        {
            while (_at.Count >= failures)
            {
                _at.Dequeue();
            }

            _at.Enqueue(now);
            return _at.Count == failures && time.GetElapsedTime(_at.Peek(), now) <= within;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _at.Clear();
        }
    }
}
