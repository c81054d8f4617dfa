using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Tests.Live;

public class PaceTests
{
    private const int Interval = 100;

    /// <summary>A rhythm of the interval, whatever the moment of the first, one change late, one with jitter.</summary>
    [Theory]
    [InlineData(100, 100, 200, 300, 400, 500, 600, 700)]
    [InlineData(60, 100, 200, 300, 400, 500, 600, 700)]
    [InlineData(0, 100, 260, 300, 400, 500, 600, 700)]
    [InlineData(0, 130, 200, 310, 400, 530, 600, 720)]
    public void Next_ChangesOncePerInterval_GoOutAsTheyCome(int joined, params int[] changes) =>
        GoneAt([joined, .. changes]).Skip(1).Zip(changes, (gone, at) => gone - at).ShouldAllBe(wait => wait <= 10);

    [Fact]
    public void Next_ChangesMuchOftener_GoOutOncePerInterval()
    {
        int[] gone = [.. GoneAt([.. Enumerable.Range(1, 1_000).Select(number => 10 * number)]).Distinct()];
        gone.Length.ShouldBeInRange(99, 103);
        gone.Zip(gone.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= Interval / 2);
        gone.Skip(5).Zip(gone.Skip(6)).ShouldAllBe(pair => pair.Second - pair.First >= Interval - 10);
    }

    [Fact]
    public void Next_ChangesAfterQuiet_NeverWaitForMoreThanHalfAnInterval()
    {
        int[] changes = [.. Enumerable.Range(1, 50).SelectMany(number => (int[])[1_000 * number, (1_000 * number) + 3])];
        GoneAt(changes).Zip(changes, (gone, at) => gone - at).ShouldAllBe(wait => wait <= Interval / 2);
    }

    /// <summary>A table that changes all the time, but for a second of quiet, is published once an interval; each publication is under way for a moment, one in ten for longer, among them the first after the quiet.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(45)]
    public void NextPassedOn_OfWhatIsPacedItself_WithJitterBetween_GoesOutAsItComes(int jitter)
    {
        int[] published = [.. GoneAt([.. Enumerable.Range(1, 5_000).Where(number => number is < 500 or > 600).Select(number => 10 * number)]).Distinct()];
        int first = Array.FindIndex(published, at => at > 6_000);
        int[] arrived = [.. published.Select((at, number) => at + 2 + (number % 10 == first % 10 ? jitter : 0))];
        int[] waits = [.. GoneAt(arrived, Pace.NextPassedOn).Zip(arrived, (gone, at) => gone - at)];
        waits.Length.ShouldBeInRange(488, 497);

        // After quiet the first ones follow closer on each other than an interval.
        waits.Where((_, number) => number > 5 && Math.Abs(number - first) > 5).ShouldAllBe(wait => wait <= 1);
    }

    [Fact]
    public void NextPassedOn_ChangesMuchOftener_GoOutOncePerInterval()
    {
        int[] gone = [.. GoneAt([.. Enumerable.Range(1, 1_000).Select(number => 10 * number)], Pace.NextPassedOn).Distinct()];
        gone.Length.ShouldBeInRange(99, 104);
        gone.Skip(7).Zip(gone.Skip(8)).ShouldAllBe(pair => pair.Second - pair.First >= Interval - 10);
    }

    private static IEnumerable<int> GoneAt(IEnumerable<int> changes) => GoneAt(changes, Pace.Next);

    /// <summary>When each change goes out, in milliseconds: at once when that is due, otherwise with what waits for it.</summary>
    private static IEnumerable<int> GoneAt(IEnumerable<int> changes, Func<long, long, long, (long Share, long DueAt)> next)
    {
        (long share, long dueAt, long gone) = (0, 0, -1);
        foreach (int at in changes)
        {
            if (at > gone)
            {
                gone = Math.Max(at, dueAt);
                (share, dueAt) = next(share, gone, Interval);
            }

            yield return (int)gone;
        }
    }
}
