using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>Judges, by this process's own clock, whether the holder of the market still lives: whether it has given a sign of life within the lease's time of being watched.</summary>
internal sealed class LeaseWatch(TimeSpan leaseTime, TimeProvider time)
{
    private (long Fence, long Beat)? _seen;
    private long _seenAt;

    /// <summary>Notes what was read. True when the market may be taken: its holder has let go, or there has been none, or it has been silent for the lease's time.</summary>
    public bool MayTake(LeaseState state)
    {
        if (state.Holder.Length == 0)
        {
            return true;
        }

        if (_seen != (state.Fence, state.Beat))
        {
            _seen = (state.Fence, state.Beat);
            _seenAt = time.GetTimestamp();
            return false;
        }

        return time.GetElapsedTime(_seenAt) >= leaseTime;
    }

    /// <summary>Redis was away: the holder could give no sign then, so its silence counts from anew.</summary>
    public void Forget() => _seen = null;
}
