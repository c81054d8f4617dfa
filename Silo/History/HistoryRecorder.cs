using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.History;

/// <summary>
/// Looks at the published tables of every live product once a second and hands what changed to the writer. Nothing of the live side waits for it: it asks grains for what they have
/// published, by calls that pass between two of their turns, and where one answers late its seconds are the coarser.
/// </summary>
public sealed partial class HistoryRecorder(
    HistoryWriter writer, ProductRecorders products, IRecordingTurn turn, IGrainFactory grains, IOptions<HistoryOptions> options, TimeProvider time, ILogger<HistoryRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan s_lastWrites = TimeSpan.FromSeconds(5);
    private bool _missing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        Task writing = Task.Run(() => writer.RunAsync(giveUp.Token), CancellationToken.None);
        using (var timer = new PeriodicTimer(options.Value.Every, time))
        {
            try
            {
                while (await timer.WaitForNextTickAsync(stoppingToken))
                {
                    await LookAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException)
            {
                // The last look is taken below.
            }
        }

        await LookAsync(giveUp.Token);
        writer.Complete();
        giveUp.CancelAfter(s_lastWrites);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!turn.IsOurs)
        {
            return;
        }

        try
        {
            TickRoute[] live = await grains.GetGrain<IDirectoryGrain>(0).Routes().WaitAsync(cancellationToken);
            foreach (TickRoute product in live.Where(route => !route.IsChain))
            {
                Expiry[] expiries = [.. live.Where(route => route.IsChain && route.Product == product.Product).Select(route => route.Expiry)];
                HistoryBatch batch = await products.Of(product.Product).LookAsync(expiries, cancellationToken);
                if (batch.Count > 0)
                {
                    writer.TryWrite(batch);
                }
            }

            _missing = false;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_missing)
            {
                LogMissed(failure);
            }

            _missing = true;
        }
    }

    [LoggerMessage(4201, LogLevel.Warning, "History misses looks at the market and says nothing more until it does not; bars are made up for, metrics of these moments are not")]
    private partial void LogMissed(Exception exception);
}
