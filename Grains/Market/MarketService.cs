using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Feeds;

namespace TradingAnalytics.Grains.Market;

/// <inheritdoc cref="IMarketService"/>
[Reentrant]
public sealed class MarketService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, IMarketSeat seat) : GrainService(id, silo, loggers), IMarketService
{
    public async Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin)
    {
        ITickSink ingress = seat.Ingress ?? throw new SiloUnavailableException("The market has just been taken over by another silo. Send the ticks again.");
        return await SubmittedTicks.SubmitAsync(ingress, ticks, origin, CancellationToken.None);
    }

    public Task<MarketReport> Report() => Task.FromResult(seat.Report());
}
