namespace TradingAnalytics.Tests;

/// <summary>
/// Counts what a piece of work allocates on this thread once it is warm. The least of some rounds: a collection that another test sets off gives up what is left of this thread's
/// allocation block, and the runtime compiles anew now and then; work that allocates does so in every round.
/// </summary>
internal static class Allocations
{
    private const int WarmUps = 100;
    private const int Calls = 1_000;
    private const int Rounds = 5;

    public static long Of(Action<int> kernel)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            kernel(i);
        }

        return OfRounds(() =>
        {
            for (int i = 0; i < Calls; i++)
            {
                kernel(i);
            }
        });
    }

    /// <summary>For work that is long, or that goes on from where it was; a first round warms up.</summary>
    public static long OfRounds(Action round)
    {
        round();
        long least = long.MaxValue;
        for (int i = 0; i < Rounds && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
