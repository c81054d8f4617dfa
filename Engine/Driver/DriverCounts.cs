using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Driver;

/// <summary>What became of the ticks submitted so far: each is counted once.</summary>
public sealed class DriverCounts
{
    private readonly long[] _refused = new long[Enum.GetValues<RefusalReason>().Length];

    public long Accepted { get; internal set; }

    public long Duplicated { get; internal set; }

    /// <summary>Over all reasons.</summary>
    public long Refused { get; private set; }

    public long Submitted => Accepted + Duplicated + Refused;

    public long RefusedFor(RefusalReason reason) => _refused[(int)reason];

    internal void Refuse(RefusalReason reason)
    {
        Refused++;
        _refused[(int)reason]++;
    }
}
