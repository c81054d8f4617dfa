using Orleans.Serialization.Cloning;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>An update never changes once committed, so within a process it is handed on as it is.</summary>
[RegisterCopier]
public sealed class LiveUpdateCopier : IDeepCopier<LiveUpdate>
{
    public LiveUpdate? DeepCopy(LiveUpdate? input, CopyContext context) => input;
}
