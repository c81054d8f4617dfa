namespace TradingAnalytics.WebFront.Api;

/// <summary>What a process holds, in bytes.</summary>
/// <param name="Resident">In physical memory, code and mapped files among it.</param>
/// <param name="Managed">Live objects and the gaps between them, at the last collection; before the first, all there are.</param>
/// <param name="Committed">Taken from the system for managed objects.</param>
/// <param name="PausePercent">Of the time since the start that collections held everything up.</param>
internal sealed record MemoryAnswer(long Resident, long Managed, long Committed, double PausePercent)
{
    public static MemoryAnswer Now()
    {
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.Any);
        return new MemoryAnswer(Environment.WorkingSet, heap.Index == 0 ? GC.GetTotalMemory(forceFullCollection: false) : heap.HeapSizeBytes, heap.TotalCommittedBytes, heap.PauseTimePercentage);
    }
}
