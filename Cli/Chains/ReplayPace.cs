using System.Globalization;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Holds a replay to its speed and shows on a terminal how far it is.</summary>
internal sealed class ReplayPace(double speed, TimeProvider clock)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(250);
    private readonly long _started = clock.GetTimestamp();
    private readonly bool _shows = !Console.IsErrorRedirected;
    private DateTimeOffset? _begin;
    private TimeSpan _shown;

    /// <summary>Returns when a batch of this time is due.</summary>
    public void Wait(DateTimeOffset time, long ticks)
    {
        _begin ??= time;
        TimeSpan due = double.IsInfinity(speed) ? TimeSpan.Zero : (time - _begin.Value) / speed;
        while (due - clock.GetElapsedTime(_started) is var left && left > TimeSpan.Zero)
        {
            Show(time, ticks);
            using var timer = new ManualResetEventSlim();
            timer.Wait(left < ShowEvery ? left : ShowEvery);
        }

        Show(time, ticks);
    }

    /// <summary>Clears the line.</summary>
    public void End()
    {
        if (_shows && _shown > TimeSpan.Zero)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }

    private void Show(DateTimeOffset time, long ticks)
    {
        TimeSpan elapsed = clock.GetElapsedTime(_started);
        if (_shows && elapsed - _shown >= ShowEvery)
        {
            _shown = elapsed;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r\u001b[K{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {ticks:N0} ticks  {ticks / elapsed.TotalSeconds:N0}/s"));
        }
    }
}
