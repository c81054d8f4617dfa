using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Routing;

/// <summary>
/// Delivers frames to the product's grain and waits until they are applied. A delivery that fails is tried again as it is: what was applied the first time is passed over. One given
/// up throws; its frames are in the journal, and each book reads them from there when its next frame shows the gap.
/// </summary>
public sealed partial class GrainTickRouter(
    IGrainFactory grains, IOptions<GrainOptions> options, TimeProvider time, GrainInstruments instruments, ILogger<GrainTickRouter> logger) : ITickRouter
{
    public async Task DeliverAsync(ProductId product, IReadOnlyList<TickFrame> frames, CancellationToken cancellationToken)
    {
        // A copy: the grain keeps the array for as long as the call takes, the caller may use its list again.
        TickFrame[] batch = [.. frames];
        var grain = grains.GetGrain<IProductGrain>(product.ToString());
        TimeSpan delay = options.Value.DeliveryRetryDelay;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await grain.Apply(batch).WaitAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException && attempt < options.Value.DeliveryRetries)
            {
                LogRetry(failure, product, batch.Length);
                instruments.DeliveriesRetried.Add(1);
            }

            await Task.Delay(delay, time, cancellationToken);
            delay *= 2;
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "Delivering {Frames} frames to product {Product} failed, trying again")]
    private partial void LogRetry(Exception exception, ProductId product, int frames);
}
