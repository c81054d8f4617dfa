using System.Collections.Concurrent;

namespace TradingAnalytics.Fuzz;

/// <summary>What was sent, how it was answered, and what should not have been.</summary>
internal sealed class Findings
{
    private const int MostKept = 20;
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();
    private long _sent;
    private long _faulty;

    public long Sent => Interlocked.Read(ref _sent);

    public long Faulty => Interlocked.Read(ref _faulty);

    public IEnumerable<string> Faults => _faults;

    public IEnumerable<KeyValuePair<string, long>> Answers => _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal);

    public void Answered(string kind)
    {
        Interlocked.Increment(ref _sent);
        _answers.AddOrUpdate(kind, 1, static (_, count) => count + 1);
    }

    public void Fault(string what)
    {
        Interlocked.Increment(ref _faulty);
        if (_faults.Count < MostKept)
        {
            _faults.Enqueue(what);
        }
    }
}
