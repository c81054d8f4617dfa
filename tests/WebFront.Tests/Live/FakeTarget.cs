using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>A client's connection whose writes complete when the test says so.</summary>
internal sealed class FakeTarget : IPushTarget
{
    private readonly Lock _gate = new();
    private readonly List<PushMessage> _messages = [];
    private TaskCompletionSource? _reading;

    public string Id => "fake";

    public WireFormat Format { get; init; }

    /// <summary>Why it was dropped; null while it is not.</summary>
    public string? Dropped { get; private set; }

    public PushMessage[] Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Takes no further message until <see cref="Resume"/>: the next write stays pending.</summary>
    public void Pause() => _reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        TaskCompletionSource? reading = _reading;
        _reading = null;
        reading?.SetResult();
    }

    public ValueTask WriteAsync(PushMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return _reading is { } reading ? new ValueTask(reading.Task) : ValueTask.CompletedTask;
    }

    public void Drop(string reason) => Dropped = reason;
}
