using System.Threading.Channels;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Wakes one waiting loop: by anyone, any number of times between two waits counting once, or by its one timer.</summary>
internal sealed class Signal : IDisposable
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ITimer _timer;

    public Signal(TimeProvider time)
    {
        _timer = time.CreateTimer(static signal => ((Signal)signal!).Raise(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Completes when raised, or after <paramref name="atMost"/>; a loop looks for itself what there is to do.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
        await _raised.Reader.ReadAsync(cancellationToken);
    }

    public void Dispose() => _timer.Dispose();
}
