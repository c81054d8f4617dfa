using System.Diagnostics;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Waits for what other threads bring about: a condition, with a deadline.</summary>
internal static class Eventually
{
    public static Task Holds(Func<bool> condition, string what, double seconds = 60) => HoldsAsync(() => Task.FromResult(condition()), what, seconds);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, double seconds = 60)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(seconds, $"waited in vain until {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
