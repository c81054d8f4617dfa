using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <summary>A live chain as its product sees it: its grain, when it retires, and the frames of the batch in hand that go to it.</summary>
internal sealed class ChainLane(IExpiryChainGrain grain, long retiresAtUnixMicroseconds)
{
    private readonly List<TickFrame> _frames = [];

    public IExpiryChainGrain Grain { get; } = grain;

    /// <summary>By market time.</summary>
    public long RetiresAtUnixMicroseconds { get; } = retiresAtUnixMicroseconds;

    public bool HasFrames => _frames.Count > 0;

    public void Add(in TickFrame frame) => _frames.Add(frame);

    /// <summary>Sends what was added, as one call.</summary>
    public Task SendAsync()
    {
        TickFrame[] frames = [.. _frames];
        _frames.Clear();
        return Grain.Apply(frames);
    }
}
