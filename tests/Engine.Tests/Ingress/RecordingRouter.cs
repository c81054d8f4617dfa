using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Ingress;

/// <summary>Books that note what they are brought; they can be held up or made to fail per product.</summary>
internal sealed class RecordingRouter : ITickRouter
{
    private readonly Lock _gate = new();
    private readonly List<TickFrame> _applied = [];

    /// <summary>Asked before each delivery: what to wait for.</summary>
    public Func<ProductId, Task> Before { get; set; } = _ => Task.CompletedTask;

    public int Attempts { get; private set; }

    public async Task DeliverAsync(ProductId product, IReadOnlyList<TickFrame> frames, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Attempts++;
        }

        await Before(product);
        lock (_gate)
        {
            foreach (TickFrame frame in frames)
            {
                frame.Route.Product.ShouldBe(product);
                _applied.Add(frame);
            }
        }
    }

    /// <summary>Sequences of a product's frames in the order they were applied, each once, as a book would take them.</summary>
    public long[] Sequences(ProductId product)
    {
        lock (_gate)
        {
            long newest = 0;
            var once = new List<long>();
            foreach (TickFrame frame in _applied)
            {
                if (frame.Route.Product == product && frame.Sequence > newest)
                {
                    once.Add(newest = frame.Sequence);
                }
            }

            return [.. once];
        }
    }

    public ulong[] Ids(ProductId product)
    {
        lock (_gate)
        {
            return [.. _applied.Where(frame => frame.Route.Product == product).DistinctBy(frame => frame.Sequence).SelectMany(frame => frame.Ticks.ToArray()).Select(tick => tick.Id)];
        }
    }
}
