namespace TradingAnalytics.Analytics.Tests.Support;

/// <summary>Counts what a kernel allocates on this thread, after it has been compiled and warmed.</summary>
internal static class Allocations
{
    public static long Of(Action<int> kernel)
    {
        for (int i = 0; i < 100; i++)
        {
            kernel(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            kernel(i);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
