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

    /// <summary>When each change goes out, in milliseconds: at once when that is due, otherwise with what waits for it.</summary>
    private static IEnumerable<int> GoneAt(IEnumerable<int> changes)
    {
        (long share, long dueAt, long gone) = (0, 0, -1);
        foreach (int at in changes)
        {
            if (at > gone)
            {
                gone = Math.Max(at, dueAt);
                (share, dueAt) = Pace.Next(share, gone, Interval);
            }

            yield return (int)gone;
        }
    }
}
