using Orleans.Serialization.Cloning;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Frames never change once journalled, so within a process a call hands on the frame itself, payload and all.</summary>
[RegisterCopier]
public sealed class TickFrameCopier : IDeepCopier<TickFrame>
{
    public TickFrame DeepCopy(TickFrame input, CopyContext context) => input;
}
