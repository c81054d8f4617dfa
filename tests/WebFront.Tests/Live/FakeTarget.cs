using Microsoft.AspNetCore.SignalR;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Live;

/// <summary>A client's connection whose writes complete when the test says so.</summary>
internal sealed class FakeTarget : IPushTarget
{
    private readonly Lock _gate = new();
    private readonly List<SerializedHubMessage> _messages = [];
    private TaskCompletionSource? _reading;

    public string Id => "fake";

    public bool Aborted { get; private set; }

    public SerializedHubMessage[] Messages
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

    public ValueTask WriteAsync(SerializedHubMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return _reading is { } reading ? new ValueTask(reading.Task) : ValueTask.CompletedTask;
    }

    public void Abort() => Aborted = true;
}
