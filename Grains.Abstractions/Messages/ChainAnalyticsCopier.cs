using Orleans.Serialization.Cloning;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A chain's analytics never change once made, so within a process they are handed on as they are.</summary>
[RegisterCopier]
public sealed class ChainAnalyticsCopier : IDeepCopier<ChainAnalytics>
{
    public ChainAnalytics? DeepCopy(ChainAnalytics? input, CopyContext context) => input;
}
