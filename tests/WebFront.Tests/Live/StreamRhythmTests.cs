using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.WebFront.Live;

namespace TradingAnalytics.WebFront.Tests.Live;

public class StreamRhythmTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _time = new();

    private StreamRhythm Rhythm => field ??= new StreamRhythm(Shortest, Longest, _time);

    [Fact]
    public void Left_NothingHeardYet_IsTheLongestDoubt() => Rhythm.Left.ShouldBe(Longest);

    [Theory]
    [InlineData(10, 300)]
    [InlineData(100, 300)]
    [InlineData(500, 1_500)]
    [InlineData(30_000, 5_000)]
    public void Left_RegularUpdates_IsThreeIntervalsWithinTheBounds(int interval, int expected)
    {
        Hear(times: 100, interval);

        Rhythm.Left.TotalMilliseconds.ShouldBe(expected, tolerance: 5);
    }

    [Fact]
    public void Asked_NothingWasMissed_WaitsTwiceAsLongEachTime()
    {
        Hear(times: 100, interval: 100);
        foreach (int expected in (int[])[600, 1_200, 2_400, 4_800, 5_000, 5_000])
        {
            _time.Advance(Rhythm.Left);
            Rhythm.Left.ShouldBe(TimeSpan.Zero);
            Rhythm.Asked(missed: false);
            Rhythm.Left.TotalMilliseconds.ShouldBe(expected, tolerance: 10);
        }

        Rhythm.Misses.ShouldBe(0);
    }

    [Fact]
    public void Asked_SomethingWasMissed_StaysWatchfulUntilTheStreamSpeaks()
    {
        Hear(times: 100, interval: 100);
        for (int i = 1; i <= 10; i++)
        {
            _time.Advance(Rhythm.Left);
            Rhythm.Asked(missed: true);
            Rhythm.Left.TotalMilliseconds.ShouldBe(300, tolerance: 5);
            Rhythm.Misses.ShouldBe(i);
        }

        Rhythm.Silence.TotalMilliseconds.ShouldBe(3_000, tolerance: 50);
        Rhythm.Heard();
        Rhythm.ShouldSatisfyAllConditions(rhythm => rhythm.Misses.ShouldBe(0), rhythm => rhythm.Silence.ShouldBe(TimeSpan.Zero));
    }

    private void Hear(int times, int interval)
    {
        for (int i = 0; i < times; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(interval));
            Rhythm.Heard();
        }
    }
}
